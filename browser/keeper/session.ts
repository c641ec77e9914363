// One sitting at the console: the badge, the keys, the second window, and the end of it all. What happens next on the
// screen is for `steps` to say.

import { page } from '../page/words'
import type { Bytes, HouseNotice } from '../client/types'
import { newBrowserKey, type BrowserKey } from './browserKey'
import { Companion, type Stored } from './companion'
import { dropKeys, type Keys } from './keys'
import { saysTheSame } from './making'
import { Requests } from './requests'
import type { Badge } from './said'
import { lookUp, olderSigners, type Standing } from './standing'
import { Watch, type Reason } from './watch'

const PATIENCE = 10_000 // milliseconds for a badge that was asked for

/** What the screens do when something happened by itself. */
export interface Steps {
  signedIn(): void // the first badge is here
  changed(): void // another badge, which says something new
  keysChanged(): void // a colleague changed the rota's keys
  locked(reason: Reason, sentence: string): void
}

export class Session {
  badge: Badge | null = null
  keys: Keys | null = null
  notice: HouseNotice | null = null
  requests: Requests | null = null
  private key: Promise<BrowserKey> = newBrowserKey()
  private older: Promise<Bytes[]> | null = null
  private companion: Companion | null = null
  private watch: Watch | null = null
  private ready: BrowserKey | null = null
  private readonly awaited = new Set<() => void>()

  constructor(private readonly steps: Steps) {
    void this.prepare()
  }

  /** Opens the second window, in answer to a press. False when the browser refuses one. */
  signIn(): boolean {
    if (this.ready === null) return false
    this.companion?.close()
    this.companion = Companion.open(page.named, this.ready, {
      badge: (badge) => this.take(badge),
      refused: (sentence) => this.lock('refused', sentence),
      closed: () => this.lock('closed'),
    })
    return this.companion !== null
  }

  showWindow(): void {
    this.companion?.show()
  }

  /** A fresh badge now, with whatever is new in it. */
  renew(): void {
    this.companion?.renew()
  }

  /** Asks for another badge and waits for it; not for ever. */
  private nextBadge(): Promise<void> {
    return new Promise((resolve) => {
      this.awaited.add(resolve)
      setTimeout(resolve, PATIENCE)
      this.renew()
    })
  }

  /** From now on with these keys. */
  use(keys: Keys): void {
    this.keys = keys
    this.older = null
  }

  /** Keys out of memory; the badge stays. */
  drop(): void {
    if (this.keys) dropKeys(this.keys)
    this.keys = this.older = null
  }

  /** Looks up the newest house Notice and how the keys stand to it. Throws Failure. */
  async stand(): Promise<Standing> {
    const { notice, standing } = await lookUp(this.keys!)
    this.notice = notice
    return standing
  }

  /** Signing keys of the rota before this one. Throws Failure. */
  olderSigners(): Promise<Bytes[]> {
    this.older ??= olderSigners(this.keys!)
    this.older.catch(() => (this.older = null))
    return this.older
  }

  /** Throws NotStored. */
  async store(body: Stored): Promise<void> {
    await this.companion!.store(body)
  }

  /** Keys out of memory, badge and window gone, the screen cleared; a new browser key for the next sitting. */
  lock(reason: Reason, sentence = ''): void {
    const sat = this.companion !== null
    this.companion?.close()
    this.watch?.stop()
    this.drop()
    this.companion = this.watch = this.badge = this.notice = this.requests = null
    this.key = newBrowserKey()
    void this.prepare()
    if (sat) this.steps.locked(reason, sentence)
  }

  private async prepare(): Promise<void> {
    this.ready = null
    this.ready = await this.key
  }

  private take(badge: Badge): void {
    const before = this.badge
    this.badge = badge
    this.watch ??= new Watch({ lock: (reason) => this.lock(reason), renew: () => this.companion?.renew() })
    this.watch.badge(badge.lasts)
    for (const resolve of this.awaited) resolve()
    this.awaited.clear()
    this.requests ??= new Requests(
      this.ready!,
      () => this.badge?.badge ?? '',
      () => this.nextBadge(),
    )
    if (before === null) this.steps.signedIn()
    else if (this.isReplaced(badge)) this.steps.keysChanged()
    else if (!saysTheSame(before, badge)) this.steps.changed()
  }

  /** A badge that was on its way while we stored a new key still names the one before. */
  private isReplaced({ fingerprint }: Badge): boolean {
    return this.keys !== null && fingerprint !== this.keys.fingerprint && fingerprint !== this.keys.previous
  }
}
