// One candle, opened: what its owner wrote, letters, breaks on offer, and what a keeper can do with it.

import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { announce } from '../page/frame'
import { say } from '../page/words'
import { Compose } from './compose'
import { crisisLetter, dangerButton } from './danger'
import type { Drafts } from './drafts'
import { Offering, kindName } from './offering'
import { openCandle, type Opened } from './opening'
import { doing, notice, section } from './parts'
import { sentenceOf } from './refusals'
import type { Replies } from './replies'
import type { Whole } from './said'
import type { Session } from './session'
import { badges, called, isOpen, waited } from './telling'
import { thread } from './thread'

export interface Around {
  changed(): void // the list should look again
  back(): void
}

export class CandlePane {
  readonly whole = h('section', { class: 'keeper-open', 'aria-live': 'off' })
  private id: string | null = null
  private candle: Whole | null = null
  private opened: Opened | null = null
  private wrong = ''
  private compose: Compose | null = null
  private offering: Offering | null = null
  private readonly begun = new Map<string, Compose>() // letters that were begun, by candle: looking elsewhere loses none

  constructor(
    private readonly session: Session,
    private readonly replies: Replies,
    private readonly drafts: Drafts,
    private readonly around: Around,
  ) {}

  /** Fetches and opens it; its heading takes the focus. */
  async open(id: string): Promise<void> {
    if (id !== this.id) this.forget()
    this.id = id
    this.draw()
    await this.load()
    this.whole.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
    this.whole.scrollIntoView({ block: 'start' })
  }

  close(): void {
    this.forget()
    this.draw()
  }

  draw(): void {
    this.whole.replaceChildren()
    for (const part of this.parts()) if (part) this.whole.append(part)
  }

  private forget(): void {
    this.id = this.candle = this.opened = this.compose = this.offering = null
    this.wrong = ''
  }

  private async load(): Promise<void> {
    const { requests, keys } = this.session
    const id = this.id
    if (requests === null || keys === null || id === null) return
    try {
      await this.drafts.load()
      const candle = await requests.candle(id)
      const strange = candle.letters.some(({ author }) => author === 'keeper') || candle.offers.length > 0
      const older = strange ? await this.session.olderSigners() : []
      const opened = await openCandle(keys, candle, older)
      if (this.id !== id) return
      this.take(candle, opened)
    } catch (error) {
      if (this.id !== id) return
      this.wrong = sentenceOf(error)
    }
    this.draw()
  }

  private take(candle: Whole, opened: Opened): void {
    this.candle = candle
    this.opened = opened
    this.wrong = ''
    const again = async (): Promise<void> => this.again()
    const inner = opened.inner
    const may = candle.mine && isOpen(candle) && inner !== null
    this.compose = may ? this.letterTo(candle.id, again) : null
    if (may) this.compose!.take(candle, inner)
    this.offering = may ? (this.offering ?? new Offering(this.session, again)) : null
    if (may) this.offering!.take(candle, opened)
  }

  private letterTo(id: string, sent: () => Promise<void>): Compose {
    const compose = this.begun.get(id) ?? new Compose(this.session, this.replies, this.drafts, sent)
    this.begun.set(id, compose)
    return compose
  }

  /** After something was done: the candle as it is now, and the list. */
  private async again(): Promise<void> {
    await this.load()
    this.around.changed()
  }

  private parts(): Child[] {
    if (this.id === null) return [h('div', { class: 'empty' }, h('p', {}, say('open.none')))]
    const back = button(say('open.back'), () => this.around.back(), 'quiet back')
    const wrong = this.wrong && notice('bad', h('p', {}, this.wrong), h('p', {}, button(say('trouble.retry'), () => void this.load())))
    const { candle, opened } = this
    if (candle === null || opened === null) {
      const waiting = !wrong && h('div', { class: 'stack', 'aria-busy': 'true' }, h('div', { class: 'skeleton' }), h('div', { class: 'skeleton tall' }))
      return [back, h('h2', { tabindex: '-1' }, say('open.opening')), wrong || waiting]
    }
    return [back, this.heading(candle), wrong, this.inside(candle, opened), this.letters(opened), this.offers(opened), this.ending(candle), this.bar(candle)]
  }

  private heading(candle: Whole): HTMLElement {
    return h(
      'header',
      { class: 'stack close' },
      h('h2', { tabindex: '-1' }, called(candle)),
      h('p', { class: 'row' }, ...badges(candle), h('span', { class: 'quiet figures' }, waited(candle.hours))),
      !candle.verified && h('p', { class: 'quiet' }, say('open.unverified')),
      candle.held && !candle.mine && notice('info', h('p', {}, say('open.others'))),
      !isOpen(candle) && notice('info', h('p', {}, say(`open.${candle.state}`))),
    )
  }

  private inside({ stray }: Whole, { inner, fault }: Opened): HTMLElement {
    const notes = this.session.notice?.breaks ?? []
    const said = inner && inner.kinds.length > 0
    return section(
      say('open.inside'),
      fault && notice('warning', h('p', {}, say(`open.inner.${stray ? 'stray' : fault}`))),
      inner && (inner.note ? h('blockquote', { class: 'note', dir: 'auto' }, inner.note) : h('p', { class: 'quiet' }, say('open.no_note'))),
      !inner && !fault && h('p', { class: 'quiet' }, say('open.no_inner')),
      said && h('p', {}, say('open.kinds'), ' ', ...inner.kinds.map((kind) => h('span', { class: 'badge' }, kindName(notes, kind)))),
    )
  }

  private letters({ letters }: Opened): HTMLElement {
    return section(say('letters'), thread(letters), this.compose?.draw())
  }

  private offers({ offers }: Opened): Child {
    if (this.offering) return this.offering.draw()
    if (offers.length === 0) return null
    return section(say('offers'), Offering.made(this.session.notice?.breaks ?? [], offers))
  }

  private ending(candle: Whole): Child {
    if (!candle.mine || !isOpen(candle)) return null
    const close = async (): Promise<void> => {
      if (!(await sure(say('close.sure'), say('close.yes'), say('close.no')))) return
      await this.session.requests!.close(candle.id)
      announce(say('close.done'))
      await this.again()
    }
    return section(say('close'), h('p', { class: 'quiet' }, say('close.why')), doing(say('close.go'), close, 'danger'))
  }

  /** Always in sight while a candle is open. */
  private bar(candle: Whole): HTMLElement {
    const { notice: house } = this.session
    const writable = this.opened?.inner !== null && isOpen(candle)
    const danger = house && dangerButton(house, writable ? () => void this.answerDanger(candle) : null)
    return h('div', { class: 'keeper-bar' }, this.holding(candle), danger)
  }

  private holding(candle: Whole): Child {
    if (!isOpen(candle) || (candle.held && !candle.mine)) return null
    const { requests } = this.session
    const hold = async (): Promise<void> => {
      await requests!.hold(candle.id)
      announce(say('hold.done'))
      await this.again()
      this.whole.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
    }
    const back = async (): Promise<void> => {
      await requests!.giveBack(candle.id)
      announce(say('give_back.done'))
      await this.again()
      this.whole.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
    }
    return candle.mine ? doing(say('give_back'), back) : doing(say('hold'), hold, 'primary')
  }

  /** Takes the candle where nobody has it, and puts the contacts into the letter. */
  private async answerDanger(candle: Whole): Promise<void> {
    try {
      if (!candle.mine) {
        await this.session.requests!.hold(candle.id)
        await this.again()
      }
      this.compose?.put(crisisLetter(this.session.notice!))
    } catch (error) {
      this.wrong = sentenceOf(error)
      this.draw()
    }
  }
}
