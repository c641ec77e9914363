// What the client's parts say to each other. Sizes are bytes; ids and fingerprints are hex as documents write them.

import type { Answer } from '../ground/ballot'
import type { Bytes } from '../ground/bytes'
import type { Urgency } from '../ground/flag'

export type { Answer, Bytes, Urgency }

export type Text = Record<string, string> // by BCP 47 tag

export interface Question {
  key: string
  kind: 'scale' | 'choice' | 'choices' | 'recommend'
  text: Text
  bins: { value: number; text: Text }[]
}

export interface Cohort {
  id: string
  name: string
  parent: string | null
  rest: boolean
  eligible: number
  change: number | null
  label_key: string
}

export interface WaveNotice {
  kind: 'wave'
  house: string
  wave: string
  title: Text
  opens: string
  closes: string
  grace_hours: number
  k: number
  m: number
  questions: Question[]
  cohorts: Cohort[]
  ballot_key: string
}

export interface Contact {
  name: Text
  reach: string // a telephone number, an e-mail or a web address
  about: Text
}

export interface HouseNotice {
  kind: 'house'
  month: string
  candle_keys: { month: string; key: string }[]
  box_signer: string // hex, 32: the installation key under which Boxes are signed
  contacts: Contact[]
}

/** Everything about one wave, checked on both origins. */
export interface Papers {
  notice: string // fingerprint
  wave: WaveNotice
  house: HouseNotice
  boxKey: Bytes // 1,216
  candle: { month: string; key: Bytes } // SPKI
  router: { month: string; key: Bytes } // 1,216
  ballotKey: Bytes // SPKI
}

/** What stands behind # in the mailed link: never sent as a part of an address, never kept in one. */
export interface Invitation {
  token: string // 43 characters of base64url
  cohort: string
}

/** What the person decided. */
export interface Filled {
  answers: Record<string, Answer>
  labelled: boolean
  lit: boolean
  urgency: Urgency | null
}

export type Stage = 'sealing' | 'labels' | 'passes' | 'waiting' | 'ballot' | 'flag' | 'done'

/** What was stored where, as the closing screen says it. */
export interface Receipt {
  notice: string
  title: Text
  closes: string
  serial: string // hex; on the device alone, for "was my ballot counted"
  signer: string // hex, 32: the key under which the list of counted ballots will be signed
  labelled: boolean
  lit: boolean
  flagged: boolean // whether the flag was taken; when it was not, a lit candle has not reached anybody
  candleKey: string | null // shown once; kept on the device only when the person chooses; null unless lit and flagged
  kept: boolean // whether this device could store anything
  bytes: { ballot: number; flag: number }
}

/** Why something could not be done; every one has a sentence in every language (survey/strings). */
export type Trouble =
  | 'offline' // no answer from an origin: what is sealed is kept and sent at the next visit
  | 'mistrust' // documents differ between the origins or are not signed as they should be: nothing is sent
  | 'unknown-wave' // no such survey
  | 'unknown-invitation' // the link is not whole, or not of this installation
  | 'not-open'
  | 'closed' // the door or the box is closed
  | 'used-elsewhere' // passes were given out to another device or browser
  | 'label-elsewhere' // only the label was: the ballot would count for the whole organisation
  | 'broken' // a server answered what nobody expected
  | 'old-browser' // it lacks what sealing needs

/** `receipt` is there when the ballot was refused for good and the flag was not: a lit candle reached its router. */
export class Failure extends Error {
  constructor(
    readonly trouble: Trouble,
    detail = '',
    readonly receipt: Receipt | null = null,
  ) {
    super(detail || trouble)
  }
}
