// The second window: the named side's, where the keeper is signed in. The console has no session; it gets its badge and
// the wrapped key from there, and stores there what it has wrapped. Messages to and from the exact origin alone.

import type { BrowserKey } from './browserKey'
import { readBadge, type Badge, type StoredCopy } from './said'

const LOOK = 500 // milliseconds between looks whether the window is still there
const PATIENCE = 30_000 // milliseconds for storing
const FEATURES = 'popup,width=520,height=720'

/** What the window did not do, in its own sentence or none. */
export class NotStored extends Error {}

export interface Heard {
  badge(badge: Badge): void
  refused(sentence: string): void
  closed(): void
}

export interface Stored {
  record?: Record<string, unknown>
  signature?: string
  copies: StoredCopy[]
}

export class Companion {
  private readonly waiting = new Map<string, (ok: boolean, sentence: string) => void>()
  private readonly listen = (event: MessageEvent): void => this.hear(event)
  private looking = 0

  private constructor(
    private readonly view: Window,
    private readonly origin: string,
    private readonly key: BrowserKey,
    private readonly heard: Heard,
  ) {
    addEventListener('message', this.listen)
    this.looking = setInterval(() => this.look(), LOOK)
  }

  /** Null when the browser refuses a second window. Only in answer to a press. */
  static open(origin: string, key: BrowserKey, heard: Heard): Companion | null {
    const view = open(`${origin}/badge/`, 'windbreak-badge', FEATURES)
    return view && new Companion(view, origin, key, heard)
  }

  /** In front of the other windows, where the browser lets a page do that. */
  show(): void {
    this.view.focus()
  }

  /** A fresh badge, sooner than the window would bring one. */
  renew(): void {
    this.tell({ windbreak: 'key', key: this.key.hex })
  }

  /** Stores with the named side, all of it or nothing. Throws NotStored. */
  store(body: Stored): Promise<void> {
    const id = crypto.randomUUID()
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => settle(false, ''), PATIENCE)
      const settle = (ok: boolean, sentence: string): void => {
        clearTimeout(late)
        this.waiting.delete(id)
        if (ok) resolve()
        else reject(new NotStored(sentence))
      }
      this.waiting.set(id, settle)
      this.tell({ windbreak: 'store', id, body })
    })
  }

  /** Ends it: the window is closed, and nothing of it is heard any more. */
  close(): void {
    clearInterval(this.looking)
    removeEventListener('message', this.listen)
    for (const settle of [...this.waiting.values()]) settle(false, '')
    if (!this.view.closed) this.tell({ windbreak: 'lock' })
    this.view.close()
  }

  private tell(message: object): void {
    this.view.postMessage(message, this.origin)
  }

  private hear(event: MessageEvent): void {
    if (event.origin !== this.origin || event.source !== this.view) return
    const said = event.data as Record<string, unknown> | null
    if (said?.windbreak === 'ready') this.renew()
    else if (said?.windbreak === 'badge') this.take(said)
    else if (said?.windbreak === 'refused') this.heard.refused(String(said.sentence ?? ''))
    else if (said?.windbreak === 'stored') this.waiting.get(String(said.id))?.(said.ok === true, String(said.sentence ?? ''))
  }

  private take(said: Record<string, unknown>): void {
    const badge = readBadge(said)
    if (badge) this.heard.badge(badge)
    else this.heard.refused('')
  }

  private look(): void {
    if (!this.view.closed) return
    this.close()
    this.heard.closed()
  }
}
