// Locks the console when nobody works at it, and when its badge was not renewed.

const IDLE = 15 * 60_000 // milliseconds
const TICK = 1000
const ASKED = 0.8 // of a badge's life: the window's own renewal is late, as in a browser that lets hidden windows sleep
const SIGNS = ['pointerdown', 'keydown', 'scroll', 'input'] as const

export type Reason = 'closed' | 'missed' | 'idle' | 'asked' | 'refused'

export interface Watched {
  lock(reason: Reason): void
  renew(): void
}

export class Watch {
  private readonly seen = (): void => void (this.active = Date.now())
  private active = Date.now()
  private renewed = Date.now()
  private lasts = 300_000 // milliseconds
  private asked = false
  private readonly timer: number

  constructor(private readonly watched: Watched) {
    for (const sign of SIGNS) addEventListener(sign, this.seen, { passive: true, capture: true })
    document.addEventListener('visibilitychange', this.look)
    this.timer = setInterval(this.look, TICK)
  }

  /** A badge has come that is good for so many seconds. */
  badge(seconds: number): void {
    this.renewed = Date.now()
    this.lasts = seconds * 1000
    this.asked = false
  }

  stop(): void {
    clearInterval(this.timer)
    document.removeEventListener('visibilitychange', this.look)
    for (const sign of SIGNS) removeEventListener(sign, this.seen, { capture: true })
  }

  /** By the clock, not by how often it ticked: a machine that slept has ticked for nobody. */
  private readonly look = (): void => {
    const now = Date.now()
    if (now - this.active >= IDLE) this.watched.lock('idle')
    else if (now - this.renewed >= this.lasts) this.watched.lock('missed')
    else if (!this.asked && now - this.renewed >= ASKED * this.lasts) {
      this.asked = true
      this.watched.renew()
    }
  }
}
