// The candle in the wind, the last thing on the page: one tick, no reason; what follows opens only once it is lit.
import type { Filled } from '../client/types'
import { h, unique } from '../page/dom'
import { flame } from '../page/flame'
import { soon } from '../page/soon'
import { say } from '../page/words'

export function candle(filled: Filled, changed: () => void): HTMLElement {
  const choice = soon(filled, changed)
  const after = h('div', { class: 'after', hidden: !filled.lit }, choice.element, h('p', {}, say('candle.next')))
  const tick = h('input', {
    type: 'checkbox',
    autocomplete: 'off',
    checked: filled.lit,
    change: () => {
      filled.lit = tick.checked
      if (!filled.lit) choice.clear()
      after.hidden = !filled.lit
      changed()
    },
  })
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
