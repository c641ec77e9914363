// Handing the key to colleagues: a code each, shown once, told in person.

import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { say } from '../page/words'
import { codeCard, printing } from './code'
import type { Handed } from './making'

export function codesShown(handed: Handed[], done: () => void): Child[] {
  const leave = async (): Promise<void> => {
    if (await sure(say('codes.sure'), say('codes.sure.yes'), say('codes.sure.no'))) done()
  }
  return [
    h('h1', {}, say(handed.length === 1 ? 'codes.one' : 'codes')),
    h('p', { class: 'lede' }, say('codes.lede')),
    ...handed.map(({ name, code }) => codeCard(say('codes.for', { name }), code, h('p', {}, say('codes.about', { name })))),
    h('div', { class: 'row' }, button(say('codes.done'), () => void leave(), 'primary'), printing()),
  ]
}
