// The rota's key: who has a copy of it, handing one over, one's passphrase, the recovery kit, and new keys.

import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { draw, show } from '../page/frame'
import { say } from '../page/words'
import { codeCard, printing, typedBack } from './code'
import { codesShown } from './handover'
import { handOver, storeKit, storePassphrase } from './making'
import { doing, form, notice, progress, section } from './parts'
import { choosePassphrase } from './passphrase'
import type { Colleague } from './said'
import type { Session } from './session'
import { newCode } from './written'

export interface Ways {
  rotate(): void
  again(): void // shows the board as it stands
}

export class KeysPane {
  private readonly whole = h('div', { class: 'keys' })
  private said = ''

  constructor(
    private readonly session: Session,
    private readonly ways: Ways,
  ) {}

  draw(): HTMLElement {
    this.whole.replaceChildren()
    for (const part of this.parts()) if (part) this.whole.append(part)
    return this.whole
  }

  private parts(): Child[] {
    return [
      this.said && notice('good', h('p', { role: 'status' }, this.said)),
      this.colleagues(),
      this.passphrase(),
      section(say('keys.kit'), h('p', { class: 'quiet' }, say('keys.kit.why')), button(say('keys.kit.go'), () => this.kit())),
      section(
        say('keys.rotate'),
        h('p', { class: 'quiet' }, say('keys.rotate.why')),
        button(say('rotate.go'), () => void this.rotate(), 'danger'),
      ),
    ]
  }

  private colleagues(): HTMLElement {
    const { colleagues } = this.session.badge!
    return section(
      say('keys.colleagues'),
      colleagues.length === 0
        ? notice('warning', h('p', {}, say('keys.alone')))
        : h('ul', { class: 'colleagues', role: 'list' }, ...colleagues.map((one) => this.colleague(one))),
    )
  }

  private colleague(colleague: Colleague): HTMLElement {
    const waiting = progress(say('keys.wrapping'))
    const hand = async (): Promise<void> => {
      if (colleague.has && !(await sure(say('keys.anew', { name: colleague.name }), say('keys.anew.yes'), say('no')))) return
      const handed = await handOver(this.session, this.session.keys!, colleague, waiting.told)
      show(() => codesShown([handed], () => this.ways.again()))
    }
    return h(
      'li',
      { class: 'card' },
      h('div', { class: 'spread' }, h('strong', {}, h('bdi', {}, colleague.name)), h('span', { class: `badge ${colleague.has ? 'good' : 'mid'}` }, say(colleague.has ? 'keys.has' : 'keys.lacks'))),
      doing(say(colleague.has ? 'keys.hand.again' : 'keys.hand'), hand, colleague.has ? 'quiet' : 'primary'),
      waiting.whole,
    )
  }

  private passphrase(): HTMLElement {
    const choice = choosePassphrase()
    const waiting = progress(say('own.storing'))
    const send = async (): Promise<void> => {
      const words = choice.chosen()
      if (words === null) return
      await storePassphrase(this.session, this.session.keys!, words, waiting.told)
      this.told(say('keys.passphrase.done'))
    }
    return h(
      'details',
      {},
      h('summary', {}, say('keys.passphrase')),
      form(send, say('own.go'), choice.whole, waiting.whole),
    )
  }

  /** The same two steps as with the first one; the kit before it opens nothing any more. */
  private kit(): void {
    const kit = newCode()
    const shown = (): void =>
      show(() => [
        h('h1', {}, say('keys.kit')),
        h('p', { class: 'lede' }, say('kit.lede')),
        codeCard(say('kit'), kit, h('p', {}, say('kit.about'))),
        notice('warning', h('p', {}, say('kit.warning'))),
        h('div', { class: 'row' }, button(say('kit.next'), check, 'primary'), printing(), button(say('back'), () => this.ways.again(), 'quiet')),
      ])
    const check = (): void => {
      const waiting = progress(say('keys.wrapping'))
      const store = async (): Promise<void> => {
        await storeKit(this.session, this.session.keys!, kit, waiting.told)
        this.said = say('keys.kit.done')
        this.ways.again()
      }
      show(() => [h('h1', {}, say('first.check')), h('p', { class: 'lede' }, say('kit.check')), typedBack(kit, shown, store), waiting.whole])
    }
    shown()
  }

  private async rotate(): Promise<void> {
    if (await sure(say('keys.rotate.sure'), say('keys.rotate.yes'), say('no'))) this.ways.rotate()
  }

  private told(sentence: string): void {
    this.said = sentence
    draw()
  }
}
