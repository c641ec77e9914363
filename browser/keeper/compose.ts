// Writing a letter: saved replies to begin with, no names, and a moment in which it can still be taken back.

import { fromHex } from '../ground/bytes'
import type { Inner } from '../ground/inner'
import { signingHalf } from '../ground/keepers'
import { LONGEST_LETTER, length, writeLetter, type SealedLetter } from '../ground/letter'
import { button, h } from '../page/dom'
import { announce } from '../page/frame'
import { say } from '../page/words'
import type { Drafts } from './drafts'
import { field, form } from './parts'
import { Mistaken, sentenceOf } from './refusals'
import type { Replies } from './replies'
import type { Whole } from './said'
import type { Session } from './session'

const UNDO = 6000 // milliseconds

export class Compose {
  private candle: Whole | null = null
  private inner: Inner | null = null
  private text = ''
  private waiting: { timer: number; text: string } | null = null
  private readonly whole = h('div', { class: 'compose' })

  constructor(
    private readonly session: Session,
    private readonly replies: Replies,
    private readonly drafts: Drafts,
    private readonly sent: () => Promise<void>,
  ) {}

  take(candle: Whole, inner: Inner): void {
    if (this.candle === null) this.text = this.drafts.of(candle.id)
    this.candle = candle
    this.inner = inner
  }

  /** Puts a text in front of what is there, and the cursor behind it. */
  put(text: string): void {
    this.text = this.text ? `${text}\n\n${this.text}` : text
    this.draw()
    const area = this.whole.querySelector('textarea')
    area?.focus()
    area?.scrollIntoView({ block: 'center' })
  }

  draw(): HTMLElement {
    this.whole.replaceChildren(this.waiting ? this.undoing() : this.writing())
    return this.whole
  }

  private writing(): HTMLElement {
    const area = h('textarea', { rows: 6, dir: 'auto', autocomplete: 'off' })
    area.value = this.text
    const left = h('p', { class: 'quiet figures', 'aria-live': 'polite' })
    const counted = (): void => {
      this.text = area.value
      this.drafts.put(this.candle!.id, this.text)
      const more = LONGEST_LETTER - length(area.value)
      left.textContent = more < 200 ? say(more < 0 ? 'compose.over' : 'compose.left', { count: Math.abs(more) }) : ''
    }
    area.addEventListener('input', counted)
    counted()
    const letter = field(say('compose'), area, say('compose.hint'))
    return form(() => this.seal(letter.complain), say('compose.send'), this.picking(), letter.whole, left)
  }

  private picking(): HTMLElement {
    const pick = h('select', {
      'aria-label': say('compose.reply'),
      change: () => {
        const chosen = this.replies.list.find(({ id }) => id === pick.value)
        if (chosen) this.put(chosen.text)
      },
    })
    const fill = (): void =>
      pick.replaceChildren(
        h('option', { value: '' }, say('compose.reply')),
        ...this.replies.list.map(({ id, title }) => h('option', { value: id }, title)),
      )
    fill()
    void this.replies.load().then(fill)
    return pick
  }

  /** Sealed at once; on its way a moment later. */
  private async seal(complain: (sentence: string) => void): Promise<void> {
    const text = this.text.trim()
    if (!text) return complain(say('compose.empty'))
    if (length(text) > LONGEST_LETTER) throw new Mistaken(say('wrong.too_long'))
    const { keys } = this.session
    const [candle, inner] = [this.candle!, this.inner!]
    const mailbox = fromHex(candle.mailbox)
    const number = Math.max(0, ...candle.letters.map((one) => one.number)) + 1
    const readers = { keepers: keys!.sealing, employee: inner.sealing }
    const sealed = await writeLetter(text, readers, { mailbox, number, author: signingHalf(keys!.secret) })
    this.waiting = { text, timer: setTimeout(() => void this.go(candle.id, sealed), UNDO) }
    this.text = ''
    this.draw()
    announce(say('compose.going'))
    this.whole.querySelector<HTMLElement>('button')?.focus()
  }

  private undoing(): HTMLElement {
    return h(
      'div',
      { class: 'notice info' },
      h('p', { role: 'status' }, say('compose.going')),
      h(
        'div',
        { class: 'row' },
        button(say('compose.undo'), () => this.undo()),
      ),
    )
  }

  private undo(): void {
    if (this.waiting === null) return
    clearTimeout(this.waiting.timer)
    this.text = this.waiting.text
    this.waiting = null
    this.draw()
    this.whole.querySelector('textarea')?.focus()
    announce(say('compose.undone'))
  }

  private async go(id: string, sealed: SealedLetter): Promise<void> {
    const text = this.waiting?.text ?? ''
    this.whole.replaceChildren(h('p', { class: 'quiet', role: 'status' }, say('compose.sending')))
    try {
      await this.session.requests?.write(id, sealed)
      this.waiting = null
      this.drafts.put(id, '')
      announce(say('compose.sent'))
      await this.sent()
    } catch (error) {
      // It stays here as a text; another letter may have come in between, and this one then gets the next number.
      this.waiting = null
      this.text = text
      await this.sent().catch(() => {})
      this.failed(error)
    }
  }

  private failed(error: unknown): void {
    this.draw()
    this.whole.prepend(h('div', { class: 'notice bad', role: 'alert' }, h('p', {}, notSent(error))))
  }
}

const notSent = (error: unknown): string => `${say('compose.not_sent')} ${sentenceOf(error)}`
