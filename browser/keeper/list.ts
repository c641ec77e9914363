// The list of candles: verified ones first, as the nameless side orders them; by state; those without a pass folded away.

import { button, h, type Child } from '../page/dom'
import { count, say } from '../page/words'
import { notice } from './parts'
import type { Queue, Queued } from './said'
import { badges, called, opensAt, waited } from './telling'

const FILTERS = ['all', 'lit', 'mine', 'others', 'offered', 'taken'] as const
type Filter = (typeof FILTERS)[number]

const FITS: Record<Filter, (one: Queued) => boolean> = {
  all: () => true,
  lit: (one) => one.state === 'lit' && !one.held,
  mine: (one) => one.mine,
  others: (one) => one.held && !one.mine,
  offered: (one) => one.state === 'offered',
  taken: (one) => one.state === 'taken',
}

export class List {
  readonly whole = h('section', { class: 'keeper-list' })
  selected: string | null = null
  private queue: Queue | null = null
  private filter: Filter = 'all'
  private wrong = ''
  private folded = true

  constructor(
    private readonly pick: (id: string) => void,
    private readonly refresh: () => void,
  ) {}

  take(queue: Queue): void {
    this.queue = queue
    this.wrong = ''
    this.draw()
  }

  complain(sentence: string): void {
    this.wrong = sentence
    this.draw()
  }

  busy(so: boolean): void {
    this.whole.setAttribute('aria-busy', String(so))
    this.whole.querySelector('.refresh')?.setAttribute('aria-busy', String(so))
  }

  select(id: string | null): void {
    this.selected = id
    for (const row of this.whole.querySelectorAll('[data-candle]')) mark(row, row.getAttribute('data-candle') === id)
  }

  focus(id: string | null): void {
    this.whole.querySelector<HTMLElement>(id ? `[data-candle="${id}"]` : '.refresh')?.focus()
  }

  draw(): void {
    const focused = document.activeElement
    const held = focused && this.whole.contains(focused) ? keyOf(focused) : null
    this.whole.setAttribute('aria-label', say('list'))
    this.whole.replaceChildren()
    for (const part of this.parts()) if (part) this.whole.append(part)
    if (held) this.whole.querySelector<HTMLElement>(held)?.focus()
  }

  private parts(): Child[] {
    const again = button(say('list.refresh'), this.refresh, 'quiet refresh')
    const wrong = this.wrong && notice('bad', h('p', {}, this.wrong))
    if (this.queue === null) return [h('div', { class: 'spread' }, h('h2', {}, say('list')), again), wrong || h('div', { class: 'skeleton tall' })]
    const { candles } = this.queue
    const shown = candles.filter(FITS[this.filter])
    return [
      h('div', { class: 'spread' }, h('h2', {}, say('list')), again),
      wrong,
      candles.length > 0 && this.filters(candles),
      this.rows(shown.filter(({ verified }) => verified), candles.length === 0),
      this.unverified(shown.filter(({ verified }) => !verified)),
      this.waiting(this.queue),
    ]
  }

  private filters(candles: Queued[]): HTMLElement {
    const shown = FILTERS.filter((one) => one === 'all' || one === this.filter || candles.some(FITS[one]))
    return h(
      'div',
      { class: 'filters', role: 'group', 'aria-label': say('list.filter') },
      ...shown.map((one) => {
        const press = button(say(`list.filter.${one}`, { count: candles.filter(FITS[one]).length }), () => {
          this.filter = one
          this.draw()
        })
        press.setAttribute('aria-pressed', String(one === this.filter))
        press.dataset.filter = one
        return press
      }),
    )
  }

  private rows(candles: Queued[], none: boolean): HTMLElement {
    if (none) return h('div', { class: 'empty' }, h('h3', {}, say('list.none')), h('p', {}, say('list.none.why')))
    if (candles.length === 0) return h('p', { class: 'quiet' }, say('list.none.fits'))
    return h('ul', { class: 'candles', role: 'list' }, ...candles.map((one) => this.row(one)))
  }

  private row(candle: Queued): HTMLElement {
    const open = h(
      'button',
      { type: 'button', class: 'candle-row', 'data-candle': candle.id, click: () => this.pick(candle.id) },
      h('span', { class: 'top' }, h('strong', {}, called(candle)), h('span', { class: 'quiet figures' }, waited(candle.hours))),
      h('span', { class: 'row' }, ...badges(candle)),
    )
    mark(open, candle.id === this.selected)
    return h('li', {}, open)
  }

  /** Anybody may have sent these, and many of them: they are shown, and drown nothing. */
  private unverified(candles: Queued[]): Child {
    if (candles.length === 0) return null
    const whole = h(
      'details',
      { class: 'unverified', toggle: () => (this.folded = !whole.open) },
      h('summary', {}, count('list.unverified', candles.length)),
      h('p', { class: 'quiet' }, say('list.unverified.why')),
      h('ul', { class: 'candles', role: 'list' }, ...candles.map((one) => this.row(one))),
    )
    whole.open = !this.folded
    return whole
  }

  private waiting({ waiting, hours }: Queue): HTMLElement {
    const flags = waiting === 0 ? say('list.waiting.none') : count('list.waiting', waiting)
    return h('p', { class: 'quiet waiting' }, flags, ' ', say('list.waiting.when', { when: opensAt(hours) }))
  }
}

function mark(row: Element, selected: boolean): void {
  if (selected) row.setAttribute('aria-current', 'true')
  else row.removeAttribute('aria-current')
}

/** How to find again what had the focus, once the list is drawn anew. */
function keyOf(element: Element): string | null {
  const candle = element.getAttribute('data-candle')
  const filter = element.getAttribute('data-filter')
  if (candle) return `[data-candle="${candle}"]`
  if (filter) return `[data-filter="${filter}"]`
  return element.classList.contains('refresh') ? '.refresh' : null
}
