// Whom a candle should reach: asked where more than one rota reads candles, in the names that the house Notice gives.
import type { Keepers } from '../client/types'
import { h, unique } from './dom'
import { pick, say, tongue } from './words'

/** The choice is written into `wish.rota`; null where there is nothing to choose. The first rota is chosen until another is. */
export function whom(wish: { rota?: string | null }, keepers: Keepers[], changed: () => void): HTMLElement | null {
  if (!keepers.some(({ rota }) => rota === wish.rota)) wish.rota = null // a draft may name one that is gone
  if (keepers.length < 2) return null
  const name = unique()
  return h(
    'fieldset',
    { class: 'whom' },
    h('legend', {}, say('candle.whom')),
    ...keepers.map((one, at) => {
      const checked = wish.rota ? wish.rota === one.rota : at === 0
      const choose = (): void => {
        wish.rota = one.rota
        changed()
      }
      return option(one, h('input', { type: 'radio', name, autocomplete: 'off', checked, change: choose }))
    }),
  )
}

function option({ name, about }: Keepers, input: HTMLInputElement): HTMLElement {
  const called = pick(name)
  const told = pick(about)
  return h(
    'label',
    { class: 'option' },
    input,
    h(
      'span',
      {},
      h('span', tongue(called.lang), called.text),
      told.text ? h('small', { class: 'quiet', ...tongue(told.lang) }, told.text) : null,
    ),
  )
}
