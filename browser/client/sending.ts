// Sending, as section 5 of the design says: whatever a request needs is on the device before the request, a repeated
// request sends the same bytes, and what is not acknowledged is sent at the next visit. Every submission makes the
// same requests of the same sizes, whatever was answered, ticked or left out.

import { random } from '../ground/bytes'
import { deliver } from './delivery'
import { askDoor } from './door'
import { keepersFor } from './house'
import { loadPapers, publicKey } from './papers'
import type { Safe } from './safe'
import { sealUp } from './sealing'
import { keepSpares, newSpares } from './spares'
import { exchange, keepRights, newRights } from './stock'
import { Kept, type Ahead } from './submissions'
import { oneAtATime } from './tabs'
import { Failure, type Filled, type Invitation, type Papers, type Receipt, type Stage } from './types'
import { wish } from './wishes'

const HOUR = 3_600_000 // milliseconds

/** One person's answer to one survey. */
export class Sending {
  constructor(
    private papers: Papers,
    private readonly invitation: Invitation,
    private readonly safe: Safe,
  ) {}

  /** Fetch label and spare passes while the person is still answering; again, the same bytes. Throws Failure.
   *
   * 'label-elsewhere' means that the ballot can only count for the whole organisation.
   */
  async fetchAhead(): Promise<void> {
    await this.alone(async (kept) => this.complete(kept)).finally(() => this.exchange())
  }

  /** Seal and send. After 'offline' the sealed things are on the device if `pending` names the notice, and then other
   * answers come too late; if not, nothing was sealed yet and `send` may be called with any. Throws Failure. */
  async send(filled: Filled, onStage: (stage: Stage) => void): Promise<Receipt> {
    if (filled.lit) keepersFor(this.papers.house, filled.rota ?? null)
    return this.alone(async (kept) => {
      if (!kept.submission.sealed) {
        onStage('labels')
        await this.renew()
        await this.complete(kept).catch((error: unknown) => {
          const without = error instanceof Failure && error.trouble === 'label-elsewhere' && !filled.labelled
          if (!without) throw error
        })
        onStage('sealing')
        kept.submission.sealed = await sealUp(this.papers, kept.submission.ahead, filled)
        await kept.save()
      }
      return deliver(this.safe, kept, onStage)
    }).finally(() => this.exchange())
  }

  /** Everybody's rest, beside everything else: nobody waits for it, and what is cut off goes out another time. */
  private exchange(): void {
    exchange(this.safe, this.papers.breaks).catch(() => {})
  }

  /** A page left open over the end of a month has the last month's candle key, with which the door signs no more. */
  private async renew(): Promise<void> {
    const month = new Date().toISOString().slice(0, 7)
    if (month > this.papers.candle.month) this.papers = await loadPapers(this.papers.notice)
  }

  private alone<T>(work: (kept: Kept) => Promise<T>): Promise<T> {
    return oneAtATime(this.papers.notice, async () => work(await this.kept()))
  }

  /** What this invitation has on the device already, perhaps from an earlier visit; else a beginning. */
  private async kept(): Promise<Kept> {
    const { notice, wave } = this.papers
    const kept = (await Kept.all(this.safe, notice)).find((one) => one.submission.token === this.invitation.token)
    if (kept) return kept
    const until = new Date(Date.parse(wave.closes) + wave.grace_hours * HOUR).toISOString()
    const ahead = await prepareAhead(this.papers, this.invitation)
    return Kept.fresh(this.safe, { notice, token: this.invitation.token, until, ahead, sealed: null })
  }

  private async complete(kept: Kept): Promise<void> {
    const { ahead, token } = kept.submission
    if (!ahead.answered) {
      const rights = ahead.rights ?? [] // older versions left none here
      await kept.save()
      await askDoor(token, {
        labels: [ahead.label],
        spare: ahead.spares.map(({ wish }) => wish),
        entitlements: rights.map(({ wish }) => wish),
      })
      ahead.answered = true
      await keepSpares(this.safe, ahead.month, ahead.spares)
      await keepRights(this.safe, rights, this.papers.breaks)
      Object.assign(ahead, { spares: [], rights: [] })
      await kept.save()
    }
    if (ahead.label.pass === null) throw new Failure('label-elsewhere')
  }
}

/** The surveys of which something sealed waits on this device; what can no longer be sent or was never sealed goes. */
export async function pending(safe: Safe): Promise<string[]> {
  const notices = new Set<string>()
  for (const kept of await Kept.all(safe, '')) {
    if (kept.submission.sealed) notices.add(kept.submission.notice)
    else if (Date.parse(kept.submission.until) < Date.now()) await kept.erase()
  }
  return [...notices]
}

/** Send what is sealed and unacknowledged of one survey: the last receipt of it. Throws Failure. */
export async function resume(safe: Safe, notice: string, onStage: (stage: Stage) => void): Promise<Receipt> {
  return oneAtATime(notice, async () => {
    let receipt: Receipt | null = null
    let failure: unknown = new Failure('broken', 'nothing of this survey waits on this device')
    for (const kept of (await Kept.all(safe, notice)).filter(({ submission }) => submission.sealed)) {
      try {
        receipt = await deliver(safe, kept, onStage)
      } catch (error) {
        failure = error // of several people on one device, one's trouble does not keep the others' ballots back
      }
    }
    if (receipt === null) throw failure
    return receipt
  })
}

/** Wishes for the label of the invitation's cohort, and for what everybody collects with every submission. */
async function prepareAhead(papers: Papers, invitation: Invitation): Promise<Ahead> {
  const cohort = papers.wave.cohorts.find(({ id }) => id === invitation.cohort)
  if (cohort === undefined) throw new Failure('unknown-invitation', 'this survey has no such cohort')
  const label = await wish(await publicKey(cohort.label_key), random(32), 'label', papers.wave.wave)
  const [spares, rights] = [await newSpares(papers), await newRights(papers.house)]
  return { label, spares, rights, month: papers.candle.month, answered: false }
}
