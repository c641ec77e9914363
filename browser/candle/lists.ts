// What else may go with a candle: which kinds of break would suit, and a note. Both may stay empty.
import type { Break, Text } from '../client/types'
import { LONGEST_NOTE } from '../ground/inner'
import { h } from '../page/dom'
import { pick, say, tongue } from '../page/words'
import { counted, type Counted } from './counted'
import type { Wish } from './form'

export function kinds(wish: Wish, breaks: Break[]): HTMLElement {
  return h(
    'fieldset',
    { class: 'list' },
    h('legend', {}, say('kinds')),
    ...breaks.map(({ kind, name, about }) => {
      const input = h('input', {
        type: 'checkbox',
        autocomplete: 'off',
        checked: wish.kinds.includes(kind),
        change: () => {
          wish.kinds = breaks.map((one) => one.kind).filter((one) => (one === kind ? input.checked : wish.kinds.includes(one)))
        },
      })
      return option(input, name, about)
    }),
  )
}

function option(input: HTMLInputElement, name: Text, about: Text): HTMLElement {
  const [called, told] = [pick(name), pick(about)]
  return h(
    'label',
    { class: 'option' },
    input,
    h('span', {}, h('span', tongue(called.lang), called.text), told.text && h('small', { class: 'quiet', ...tongue(told.lang) }, told.text)),
  )
}

/** A note that nobody needs to write. */
export function note(wish: Wish): Counted {
  return counted({
    label: say('note'),
    hint: say('note.hint'),
    longest: LONGEST_NOTE,
    rows: 3,
    value: wish.note,
    changed: (text) => void (wish.note = text),
  })
}

/** What a keeper does when a note or a letter speaks of danger to life: the organisation's own words, as it wrote them. */
export function inDanger(danger: Text): HTMLElement | null {
  const { text, lang } = pick(danger)
  if (!text) return null
  return h('details', {}, h('summary', {}, say('danger')), h('p', { class: 'said', ...tongue(lang) }, text))
}
