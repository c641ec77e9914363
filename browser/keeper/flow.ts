// Which screen comes when: signed out, making the first key, unlocking, waiting for the key to be published, at work.

import { announce, show } from '../page/frame'
import { say } from '../page/words'
import { Board } from './board'
import { makeFirst } from './first'
import { codesShown } from './handover'
import type { Keys } from './keys'
import { mustRotate } from './rotation'
import { refusal, waitUntilPublished } from './trust'
import { Session } from './session'
import { looking, signingIn, start } from './start'
import { unlock } from './unlock'
import type { Reason } from './watch'

export class Flow {
  private board: Board | null = null
  private unlocking = false
  private readonly session = new Session({
    signedIn: () => this.enter(false),
    changed: () => this.changed(),
    keysChanged: () => this.enter(true),
    locked: (reason, sentence) => this.locked(reason, sentence),
  })

  begin(): void {
    show(() => start({ reason: null, sentence: '', blocked: false }, () => this.signIn()), { focus: false })
  }

  leave(): void {
    this.session.lock('asked')
  }

  private signIn(): void {
    if (this.session.signIn()) {
      show(() => signingIn(() => this.session.showWindow(), () => this.session.lock('asked')))
    } else {
      show(() => start({ reason: null, sentence: '', blocked: true }, () => this.signIn()))
    }
  }

  private locked(reason: Reason, sentence: string): void {
    this.board?.stop()
    this.board = null
    this.unlocking = false
    for (const dialog of document.querySelectorAll('dialog')) dialog.remove()
    show(() => start({ reason, sentence, blocked: false }, () => this.signIn()))
    announce(say(`locked.${reason}`))
  }

  /** Signed in, or the rota's keys were changed by a colleague: either way nothing is open. */
  private enter(changed: boolean): void {
    this.board?.stop()
    this.board = null
    this.session.drop()
    if (this.session.badge!.record === null) {
      this.unlocking = false
      makeFirst(this.session, null, () => void this.stand())
    } else {
      this.unlocking = true
      unlock(this.session, changed, (keys) => this.unlocked(keys))
    }
  }

  /** Something new in the badge: a copy for a keeper who waits for one, colleagues, a change of keys that is due. */
  private changed(): void {
    if (this.board) this.board.badgeChanged()
    else if (this.unlocking && this.session.keys === null) this.enter(false)
  }

  private unlocked(keys: Keys): void {
    this.unlocking = false
    this.session.use(keys)
    void this.stand()
  }

  /** Works only with keys that everybody is told to seal to. */
  private async stand(): Promise<void> {
    const keys = this.session.keys
    const standing = await waitUntilPublished(this.session)
    if (standing === null || this.session.keys !== keys) return // locked meanwhile
    if (standing === 'replaced') this.replaced()
    else if (standing !== 'ours') show(() => refusal(standing, () => void this.stand()))
    else if (this.session.badge!.rotate) show(() => mustRotate(() => this.rotate(), () => this.work()))
    else this.work()
  }

  private rotate(): void {
    makeFirst(this.session, this.session.keys, ({ handed }) => {
      if (handed.length === 0) void this.stand()
      else show(() => codesShown(handed, () => void this.stand()))
    })
  }

  private work(): void {
    this.board = new Board(this.session, {
      rotate: () => this.leaveBoard(() => this.rotate()),
      distrust: (standing) => this.distrust(standing),
    })
    this.board.open()
  }

  private leaveBoard(then: () => void): void {
    this.board?.stop()
    this.board = null
    then()
  }

  /** A colleague has changed the keys: the next badge says so, and the new key is opened. */
  private replaced(): void {
    show(() => looking('trust.replaced'))
    this.session.renew()
  }

  private distrust(standing: 'other' | 'queue' | 'replaced'): void {
    this.leaveBoard(() => {
      if (standing === 'replaced') this.replaced()
      else show(() => refusal(standing, () => void this.stand()))
    })
  }
}
