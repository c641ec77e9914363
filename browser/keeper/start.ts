// Before anybody is signed in: what this page is, why it is locked, and the way in.

import { button, h, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { say } from '../page/words'
import { notice } from './parts'
import type { Reason } from './watch'

export interface Locked {
  reason: Reason | null
  sentence: string
  blocked: boolean // the browser refused a second window
}

export function start({ reason, sentence, blocked }: Locked, signIn: () => void): Child[] {
  return [
    h('header', { class: 'stack' }, flame(), h('h1', {}, say('keeper')), h('p', { class: 'lede' }, say('start.lede'))),
    reason && notice('info', h('p', {}, say(`locked.${reason}`), sentence && ` ${sentence}`)),
    blocked && notice('warning', h('p', { role: 'alert' }, say('start.blocked'))),
    h('div', { class: 'row' }, button(say('start.go'), signIn, 'primary')),
    h(
      'section',
      {},
      h('h2', {}, say('start.how')),
      h('ol', {}, ...['sign_in', 'unlock', 'close'].map((step) => h('li', {}, say(`start.how.${step}`)))),
    ),
  ]
}

export function signingIn(show: () => void, cancel: () => void): Child[] {
  return [
    h('h1', {}, say('signing_in')),
    h('p', { class: 'lede' }, say('signing_in.lede')),
    h('p', { class: 'quiet' }, say('signing_in.stay')),
    h('div', { class: 'row' }, button(say('signing_in.show'), show, 'primary'), button(say('signing_in.cancel'), cancel, 'quiet')),
  ]
}

/** Between two screens, when something is looked up. */
export const looking = (what: string): Child[] => [
  h('h1', {}, say(what)),
  h('div', { class: 'stack', 'aria-busy': 'true' }, h('div', { class: 'skeleton' }), h('div', { class: 'skeleton tall' })),
]
