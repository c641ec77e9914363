// What this visit keeps on the device: the draft with the invitation that it belongs to, until both are sent.
import { eraseDraft, loadDraft, saveDraft } from '../client/drafts'
import type { Safe } from '../client/safe'
import { Kept } from '../client/submissions'
import type { Filled, Invitation } from '../client/types'

const PAUSE = 250 // milliseconds without a change before the draft is written
const name = (notice: string): string => `invitation ${notice}`

/** The draft of one survey and one invitation; writes are gathered, and the last one is never lost with the page. */
export class Store {
  private timer = 0
  private unwritten: Filled | null = null

  constructor(
    private readonly safe: Safe,
    private readonly notice: string,
    private readonly invitation: Invitation,
  ) {
    addEventListener('visibilitychange', () => document.hidden && this.write())
    addEventListener('pagehide', () => this.write())
  }

  load(): Promise<Filled | null> {
    return loadDraft(this.safe, this.notice, this.invitation).catch(() => null)
  }

  save(filled: Filled): void {
    clearTimeout(this.timer)
    this.unwritten = filled
    this.timer = setTimeout(() => this.write(), PAUSE)
  }

  /** Nothing of it stays. */
  async erase(): Promise<void> {
    clearTimeout(this.timer)
    this.unwritten = null
    await Promise.allSettled([eraseDraft(this.safe, this.notice), this.safe.drop(name(this.notice))])
  }

  /** No more writes from this tab; what is on the device stays. */
  stop(): void {
    clearTimeout(this.timer)
    this.unwritten = null
  }

  private write(): void {
    clearTimeout(this.timer)
    if (this.unwritten === null) return
    const filled = this.unwritten
    this.unwritten = null
    saveDraft(this.safe, this.notice, filled, this.invitation).catch(() => {})
    this.safe.put(name(this.notice), this.invitation).catch(() => {})
  }
}

/** The invitation of a draft that an earlier visit left; the address no longer has it after a reload. */
export const keptInvitation = (safe: Safe, notice: string): Promise<Invitation | null> =>
  safe.get<Invitation>(name(notice)).catch(() => null)

/** Whether something of this invitation (of any, when it is null) is sealed and waits to be sent. */
export async function isSealed(safe: Safe, notice: string, invitation: Invitation | null): Promise<boolean> {
  const all = await Kept.all(safe, notice)
  return all.some(({ submission }) => submission.sealed && (!invitation || submission.token === invitation.token))
}
