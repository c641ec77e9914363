// How a candle goes: with others at a fixed hour, or at once, which costs cover; and whether it is shown as verified.
import { h, unique } from '../page/dom'
import { page, say } from '../page/words'
import { tell, waiting, when } from './hours'
import type { Visit } from './visit'

export function how(visit: Visit): HTMLElement {
  const { wish, spares } = visit
  const hour = h('small', { class: 'quiet' }, say('opening.unknown'))
  void tell(visit.opening(), hour, (opening) => `${waiting(opening)} ${when(opening)}`)
  if (spares === 0) {
    wish.now = false
    return h('div', { class: 'stack' }, h('p', { class: 'notice warning' }, ...unverified()), h('p', {}, hour))
  }
  const name = unique()
  const batch = radio(name, !wish.now, () => (wish.now = false))
  const now = radio(name, wish.now, () => (wish.now = true))
  return h(
    'fieldset',
    { class: 'list' },
    h('legend', {}, say('how')),
    h('label', { class: 'option' }, batch, h('span', {}, h('span', {}, say('how.batch')), hour)),
    h('label', { class: 'option' }, now, h('span', {}, h('span', {}, say('how.now')), h('small', { class: 'quiet' }, say('how.now.costs')))),
  )
}

const radio = (name: string, checked: boolean, chosen: () => void): HTMLInputElement =>
  h('input', { type: 'radio', name, autocomplete: 'off', checked, change: chosen })

/** Without a spare pass nothing shows that whoever lights it belongs here. */
const unverified = (): (string | Node)[] => [
  `${say('unverified')} `,
  h('a', { href: `${page.named}/rest/`, rel: 'noreferrer' }, say('collect')),
]
