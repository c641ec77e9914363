// Letters of one candle, oldest first. What is not by whom it says is named as that, and not shown.

import { h } from '../page/dom'
import { say } from '../page/words'
import type { Letter } from './opening'

export function thread(letters: Letter[]): HTMLElement {
  if (letters.length === 0) return h('p', { class: 'quiet' }, say('letters.none'))
  const sorted = [...letters].sort((one, other) => one.number - other.number)
  return h('ol', { class: 'thread', role: 'list' }, ...sorted.map(entry))
}

function entry({ author, text, fault }: Letter): HTMLElement {
  return h(
    'li',
    { class: `letter ${author}` },
    h('p', { class: 'eyebrow' }, say(`letters.${author}`)),
    fault
      ? h('p', { class: 'notice warning' }, say(`letters.${fault}.${author}`))
      : h('div', { class: 'text', dir: 'auto' }, ...text.split(/\n{2,}/).map((part) => h('p', {}, part))),
  )
}
