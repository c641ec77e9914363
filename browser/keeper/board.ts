// The console at work: the list of candles beside the one that is open, saved replies, the rota's keys.

import { button, h, type Child } from '../page/dom'
import { announce, draw, show } from '../page/frame'
import { count, pick, say } from '../page/words'
import { openSafe } from '../client/safe'
import { CandlePane } from './candle'
import { Drafts } from './drafts'
import { KeysPane } from './keysPane'
import { List } from './list'
import { notice } from './parts'
import { sentenceOf } from './refusals'
import { Replies } from './replies'
import { RepliesPane } from './repliesPane'
import { resealAll, type Resealed } from './rotation'
import type { Session } from './session'

const REFRESH = 60_000 // milliseconds
const TABS = ['candles', 'replies', 'keys'] as const
type Tab = (typeof TABS)[number]

export interface Ways {
  rotate(): void
  distrust(standing: 'other' | 'queue' | 'replaced'): void // nothing more is read or written here
}

export class Board {
  private tab: Tab = 'candles'
  private timer = 0
  private stopped = false
  private resealed: Resealed | null = null
  private readonly safe = openSafe()
  private readonly replies = new Replies(this.safe)
  private readonly list: List
  private readonly pane: CandlePane
  private readonly keysPane: KeysPane
  private readonly repliesPane = new RepliesPane(this.replies)
  private readonly split = h('div', { class: 'keeper-split' })
  private readonly message = h('div', { class: 'stack' })

  constructor(
    private readonly session: Session,
    private readonly ways: Ways,
  ) {
    this.list = new List((id) => void this.openOne(id), () => void this.refresh(true))
    const drafts = new Drafts(this.safe, session.keys!.secret)
    this.pane = new CandlePane(session, this.replies, drafts, {
      changed: () => void this.refresh(false),
      back: () => this.back(),
    })
    this.keysPane = new KeysPane(session, { rotate: () => ways.rotate(), again: () => show(() => this.view()) })
  }

  open(): void {
    this.split.append(this.list.whole, this.pane.whole)
    show(() => this.view())
    void this.refresh(false)
    void this.sealAgain()
    this.timer = setInterval(() => void this.tick(), REFRESH)
  }

  stop(): void {
    this.stopped = true
    clearInterval(this.timer)
  }

  /** Somebody left or came, or got a copy. */
  badgeChanged(): void {
    if (this.tab === 'keys') this.keysPane.draw()
    this.tell()
  }

  private view(): Child[] {
    this.list.draw()
    this.pane.draw()
    this.tell()
    return [this.heading(), this.message, ...this.inside()]
  }

  private heading(): HTMLElement {
    return h(
      'header',
      { class: 'keeper-head' },
      h(
        'div',
        { class: 'spread' },
        h('div', {}, h('p', { class: 'eyebrow' }, pick(this.session.badge!.name).text), h('h1', {}, say('board'))),
        button(say('board.lock'), () => this.session.lock('asked')),
      ),
      h(
        'nav',
        { class: 'tabs', 'aria-label': say('board.parts') },
        ...TABS.map((tab) => this.tabButton(tab)),
      ),
    )
  }

  private tabButton(tab: Tab): HTMLElement {
    const go = button(say(`board.${tab}`), () => {
      this.tab = tab
      draw()
      document.querySelector<HTMLElement>('.keeper-head [aria-current]')?.focus()
    })
    if (tab === this.tab) go.setAttribute('aria-current', 'page')
    return go
  }

  private inside(): Child[] {
    if (this.tab === 'keys') return [this.keysPane.draw()]
    if (this.tab === 'replies') return [this.repliesPane.draw()]
    return [this.split]
  }

  /** Also looks whether the published key is still ours. */
  private async tick(): Promise<void> {
    const standing = await this.session.stand().catch(() => null)
    if (this.stopped) return
    if (standing === 'other' || standing === 'replaced') this.ways.distrust(standing)
    else if (!document.hidden) await this.refresh(false)
  }

  private async refresh(asked: boolean): Promise<void> {
    const { requests, keys } = this.session
    if (requests === null || keys === null) return
    this.list.busy(true)
    try {
      const queue = await requests.queue()
      if (this.stopped) return
      // The nameless side must know the very key that is open here: else it would seal to somebody else's.
      if (queue.signing !== keys.signing) return await this.disagree()
      this.list.take(queue)
      if (asked) announce(count('list.count', queue.candles.length))
    } catch (error) {
      if (!this.stopped) this.list.complain(sentenceOf(error))
    } finally {
      this.list.busy(false)
    }
  }

  /** A change of keys explains it; nothing else does. */
  private async disagree(): Promise<void> {
    const standing = await this.session.stand()
    if (!this.stopped) this.ways.distrust(standing === 'replaced' || standing === 'other' ? standing : 'queue')
  }

  private async openOne(id: string): Promise<void> {
    this.list.select(id)
    this.split.classList.add('is-open')
    await this.pane.open(id)
  }

  private back(): void {
    const id = this.list.selected
    this.split.classList.remove('is-open')
    this.pane.close()
    this.list.select(null)
    this.list.focus(id)
  }

  private async sealAgain(): Promise<void> {
    try {
      this.resealed = await resealAll(this.session, (so) => {
        this.resealed = so
        if (!this.stopped) this.tell()
      })
      if (!this.stopped && this.resealed.all > 0) await this.refresh(false)
    } catch (error) {
      if (!this.stopped) this.tell(sentenceOf(error))
    }
    if (!this.stopped) this.tell()
  }

  /** What stands above everything: keys that must change, candles that are being sealed again. */
  private tell(wrong = ''): void {
    const so = this.resealed
    const going = so !== null && so.done < so.all
    const told: Child[] = [
      this.session.badge?.rotate &&
        notice('warning', h('p', {}, say('rotate.due')), h('p', {}, button(say('rotate.go'), () => this.ways.rotate()))),
      going &&
        notice(
          'info',
          h('p', {}, say('reseal.going', { done: so.done, all: so.all })),
          h('progress', { max: so.all, value: so.done, 'aria-label': say('reseal') }),
          wrong && h('p', {}, `${wrong} ${say('reseal.later')}`, ' ', button(say('trouble.retry'), () => void this.sealAgain())),
        ),
      so && !going && so.all > 0 && notice('good', h('p', { role: 'status' }, count('reseal.done', so.done - so.closed))),
      so && !going && so.closed > 0 && notice('warning', h('p', {}, count('reseal.closed', so.closed))),
    ]
    this.message.replaceChildren(...told.filter((one): one is HTMLElement => one instanceof HTMLElement))
  }
}
