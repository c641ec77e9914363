// The candle in the wind, the last thing on the page: one tick, no reason; what follows opens only once it is lit.
import type { Filled, HouseNotice, Papers } from '../client/types'
import { h, unique } from '../page/dom'
import { flame } from '../page/flame'
import { soon } from '../page/soon'
import { whom } from '../page/whom'
import { say } from '../page/words'

/** Who reads candles comes with the papers, a moment after the questions. */
export function candle(filled: Filled, papers: Promise<Papers>, changed: () => void): HTMLElement {
  const choice = soon(filled, changed)
  const next = h('p', {}, say('candle.next'))
  const after = h('div', { class: 'after', hidden: !filled.lit }, choice.element, next)
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
  const why = h('p', { class: 'quiet', id: unique() }, say('candle.no_reason'))
  tick.setAttribute('aria-describedby', why.id)
  const nobody = (): void => {
    Object.assign(filled, { lit: false, urgency: null })
    Object.assign(tick, { checked: false, disabled: true })
    after.hidden = true
    why.textContent = say('candle.nobody')
  }
  const read = ({ keepers, apart }: HouseNotice): void => {
    if (keepers.length === 0) return nobody()
    const asked = whom(filled, keepers, changed)
    if (asked) choice.element.after(asked)
    if (!apart) next.after(h('p', {}, say('candle.together')))
  }
  papers.then(({ house }) => read(house), () => {})
  return h(
    'section',
    { class: 'candle', 'aria-label': say('candle.before') },
    h('p', { class: 'eyebrow' }, say('candle.before')),
    h('label', { class: 'tick' }, tick, h('span', {}, say('candle.tick')), flame()),
    why,
    after,
  )
}
