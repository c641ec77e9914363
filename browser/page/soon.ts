// How soon: a short list that may stay empty.
import type { Urgency } from '../client/types'
import { h, unique } from './dom'
import { say } from './words'

const SOON: Urgency[] = ['today', 'week', 'whenever']

export interface Soon {
  element: HTMLElement
  clear(): void
}

/** The choice is written into `wish.urgency`. */
export function soon(wish: { urgency: Urgency | null }, changed: () => void): Soon {
  const inputs = SOON.map((urgency) => choice(urgency, wish, changed))
  const name = unique()
  for (const input of inputs) input.name = name
  const element = h(
    'fieldset',
    { class: 'soon' },
    h('legend', {}, say('candle.soon')),
    h(
      'div',
      { class: 'scale words' },
      ...inputs.map((input, at) => h('label', { class: 'option' }, input, h('span', {}, say(`candle.${SOON[at]}`)))),
    ),
  )
  const clear = (): void => {
    wish.urgency = null
    for (const input of inputs) input.checked = false
  }
  return { element, clear }
}

/** Pressing what is chosen takes it back. */
function choice(urgency: Urgency, wish: { urgency: Urgency | null }, changed: () => void): HTMLInputElement {
  let before = false
  const input = h('input', {
    type: 'radio',
    autocomplete: 'off',
    checked: wish.urgency === urgency,
    pointerdown: () => void (before = input.checked),
    click: () => {
      if (before) {
        input.checked = false
        before = false
      }
      wish.urgency = input.checked ? urgency : null
      changed()
    },
  })
  return input
}
