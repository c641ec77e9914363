// The candle in the wind, the last thing on the page: one tick, no reason; what follows opens only once it is lit.
import type { Filled, Urgency } from '../client/types'
import { h, unique } from '../page/dom'
import { flame } from '../page/flame'
import { say } from '../page/words'

const SOON: Urgency[] = ['today', 'week', 'whenever']

export function candle(filled: Filled, changed: () => void): HTMLElement {
  const after = h('div', { class: 'after', hidden: !filled.lit })
  const tick = h('input', {
    type: 'checkbox',
    autocomplete: 'off',
    checked: filled.lit,
    change: () => {
      filled.lit = tick.checked
      if (!filled.lit) filled.urgency = null
      for (const input of soon) input.checked = false
      after.hidden = !filled.lit
      changed()
    },
  })
  const soon = SOON.map((urgency) => choice(urgency, filled, changed))
  const name = unique()
  for (const input of soon) input.name = name
  after.append(
    h(
      'fieldset',
      { class: 'soon' },
      h('legend', {}, say('candle.soon')),
      h(
        'div',
        { class: 'scale words' },
        ...soon.map((input, at) => h('label', { class: 'option' }, input, h('span', {}, say(`candle.${SOON[at]}`)))),
      ),
    ),
    h('p', {}, say('candle.next')),
  )
  const why = unique()
  tick.setAttribute('aria-describedby', why)
  return h(
    'section',
    { class: 'candle', 'aria-label': say('candle.before') },
    h('p', { class: 'eyebrow' }, say('candle.before')),
    h('label', { class: 'tick' }, tick, h('span', {}, say('candle.tick')), flame()),
    h('p', { class: 'quiet', id: why }, say('candle.no_reason')),
    after,
  )
}

/** How soon may stay empty: pressing what is chosen takes it back. */
function choice(urgency: Urgency, filled: Filled, changed: () => void): HTMLInputElement {
  let before = false
  const input = h('input', {
    type: 'radio',
    autocomplete: 'off',
    checked: filled.urgency === urgency,
    pointerdown: () => void (before = input.checked),
    click: () => {
      if (before) {
        input.checked = false
        before = false
      }
      filled.urgency = input.checked ? urgency : null
      changed()
    },
  })
  return input
}
