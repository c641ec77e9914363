// One submission from its first request to its last acknowledgement, as the device keeps it: blinded bytes, sealed
// envelopes and what unblinds them, never an answer that can be read without opening an envelope.

import { random, toHex } from '../ground/bytes'
import type { Safe } from './safe'
import type { Right } from './stock'
import type { Bytes, Receipt } from './types'
import type { Wish } from './wishes'

/** A candle pass in stock, with the seed (32) of the one-time key that will sign its flag. */
export interface Spare {
  wish: Wish
  oneTime: Bytes
}

/** What the first request asks for. */
export interface Ahead {
  label: Wish
  spares: Spare[]
  rights: Right[] // entitlement passes
  month: string // of the spare passes
  answered: boolean // the door has said of all groups what becomes of them; a label without a pass was refused
}

/** What is ready to go, and how far it got. */
export interface Sealed {
  ballot: Wish
  candle: Wish
  answers: Bytes // the ballot's envelope, 5,232
  flag: Bytes // the flag's envelope, 9,328
  router: Bytes // id of the key to which the flag is closed, 32
  oneTime: Bytes // seed of the flag's one-time key, 32
  asked: boolean // the door has answered for ballot and candle
  cast: boolean
  raised: boolean // the flag was taken, or can never be
  receipt: Receipt // as it will be when all is acknowledged
}

export interface Submission {
  notice: string
  token: string // the door wants it again with every repeated request
  until: string // instant after which no box takes this ballot
  ahead: Ahead
  sealed: Sealed | null
}

/** A submission with its place in the safe. */
export class Kept {
  private constructor(
    private readonly safe: Safe,
    private readonly name: string,
    readonly submission: Submission,
  ) {}

  /** Not yet in the safe: `save` puts it there. The place is random, since several people may share a device. */
  static fresh(safe: Safe, submission: Submission): Kept {
    return new Kept(safe, `submission ${submission.notice} ${toHex(random(8))}`, submission)
  }

  /** All of one survey, or of every survey for an empty `notice`. */
  static async all(safe: Safe, notice: string): Promise<Kept[]> {
    const kept: Kept[] = []
    for (const name of await safe.names(`submission ${notice}`)) {
      const submission = await safe.get<Submission>(name)
      if (submission !== null) kept.push(new Kept(safe, name, submission))
    }
    return kept
  }

  save(): Promise<void> {
    return this.safe.put(this.name, this.submission)
  }

  erase(): Promise<void> {
    return this.safe.drop(this.name)
  }
}
