// Breaks on offer: several at once, each with what it means; what is offered again replaces what was open.

import type { Break } from '../client/types'
import { fromHex, random, toBase64, toHex } from '../ground/bytes'
import { signingHalf } from '../ground/keepers'
import { signOffer } from '../ground/letter'
import { h, unique } from '../page/dom'
import { announce } from '../page/frame'
import { count, pick, say, tongue } from '../page/words'
import type { Offer, Opened } from './opening'
import { doing, form, notice, section } from './parts'
import { Mistaken } from './refusals'
import type { Whole } from './said'
import type { Session } from './session'

const ID_SIZE = 16

export const kindName = (breaks: Break[], kind: string): string => {
  const found = breaks.find((one) => one.kind === kind)
  return found ? pick(found.name).text : kind
}

export class Offering {
  private candle: Whole | null = null
  private opened: Opened | null = null
  private readonly chosen = new Set<string>()

  constructor(
    private readonly session: Session,
    private readonly done: () => Promise<void>,
  ) {}

  take(candle: Whole, opened: Opened): void {
    this.candle = candle
    this.opened = opened
  }

  /** What is on offer, for whoever may only look. */
  static made(breaks: Break[], offers: Offer[]): HTMLElement {
    return h(
      'ul',
      { class: 'offers', role: 'list' },
      ...offers.map(({ kind, state, forged }) =>
        h(
          'li',
          {},
          forged ? notice('warning', h('p', {}, say('offers.forged'))) : h('strong', {}, kindName(breaks, kind)),
          !forged && h('span', { class: `badge ${state === 'taken' ? 'good' : 'quiet'}` }, say(`offers.${state}`)),
        ),
      ),
    )
  }

  draw(): HTMLElement {
    const breaks = this.session.notice?.breaks ?? []
    const { offers } = this.opened!
    const taken = offers.some(({ state, forged }) => state === 'taken' && !forged)
    return section(
      say('offers'),
      offers.length > 0 && Offering.made(breaks, offers),
      offers.some(({ state }) => state === 'open') && doing(say('offers.back'), () => this.takeBack(), 'quiet'),
      taken ? h('p', { class: 'quiet' }, say('offers.taken.why')) : this.choosing(breaks.filter(({ each }) => each > 0), offers.length > 0),
    )
  }

  /** None is on offer then; what was taken stays taken. */
  private async takeBack(): Promise<void> {
    await this.session.requests!.offer(this.candle!.id, [])
    announce(say('offers.back.done'))
    await this.done()
  }

  private choosing(breaks: Break[], again: boolean): HTMLElement {
    if (breaks.length === 0) return h('p', { class: 'quiet' }, say('offers.nothing'))
    const send = async (): Promise<void> => this.send(breaks)
    return form(
      send,
      say(again ? 'offers.again' : 'offers.go'),
      h('p', { class: 'quiet' }, say('offers.why')),
      h('fieldset', {}, h('legend', {}, say('offers.which')), ...breaks.map((one) => this.option(one))),
      again && h('p', { class: 'quiet' }, say('offers.replaces')),
    )
  }

  private option({ kind, name, about }: Break): HTMLElement {
    const [called, told] = [pick(name), pick(about)]
    const why = unique()
    const box = h('input', {
      type: 'checkbox',
      autocomplete: 'off',
      checked: this.chosen.has(kind),
      'aria-describedby': why,
      change: () => void (box.checked ? this.chosen.add(kind) : this.chosen.delete(kind)),
    })
    const suits = this.opened?.inner?.kinds.includes(kind)
    return h(
      'label',
      { class: 'option' },
      box,
      h(
        'span',
        {},
        h('strong', tongue(called.lang), called.text),
        suits ? h('span', { class: 'badge good' }, say('offers.suits')) : null,
        h('small', { class: 'quiet', id: why, ...tongue(told.lang) }, told.text),
      ),
    )
  }

  private async send(breaks: Break[]): Promise<void> {
    const kinds = breaks.map(({ kind }) => kind).filter((kind) => this.chosen.has(kind))
    if (kinds.length === 0) throw new Mistaken(say('offers.empty'))
    const { keys, requests } = this.session
    const mailbox = fromHex(this.candle!.mailbox)
    const offers = await Promise.all(
      kinds.map(async (kind) => {
        const id = random(ID_SIZE)
        const signature = await signOffer(signingHalf(keys!.secret), mailbox, id, kind)
        return { id: toHex(id), kind, signature: toBase64(signature) }
      }),
    )
    await requests!.offer(this.candle!.id, offers)
    this.chosen.clear()
    announce(count('offers.done', kinds.length))
    await this.done()
  }
}
