// The keys of a rota are made: by its first keeper, or in place of keys that go. A passphrase, a recovery kit that is
// written down, and then all of it is put away.

import { button, h, type Child } from '../page/dom'
import { show } from '../page/frame'
import { say } from '../page/words'
import { codeCard, printing, typedBack } from './code'
import type { Keys } from './keys'
import { makeAndStore, type Made } from './making'
import { form, notice, progress, steps } from './parts'
import { choosePassphrase } from './passphrase'
import type { Session } from './session'
import { newCode } from './written'

const NAMES = ['passphrase', 'kit', 'check']

/** Goes through the steps; `done` once everything is stored. */
export function makeFirst(session: Session, before: Keys | null, done: (made: Made) => void): void {
  const kit = newCode()
  let passphrase = ''
  const choose = (): void => show(() => choosing(before !== null, (words) => ((passphrase = words), copy())))
  const copy = (): void => show(() => copying(kit, choose, check))
  const check = (): void => show(() => checking(kit, copy, (told) => makeAndStore(session, before, { passphrase, kit }, told).then(done)))
  choose()
}

const heading = (at: number): HTMLElement =>
  h(
    'header',
    { class: 'stack' },
    steps(NAMES.map((name) => `first.step.${name}`), at),
    h('h1', {}, say(`first.${NAMES[at]}`)),
  )

function choosing(again: boolean, next: (passphrase: string) => void): Child[] {
  const choice = choosePassphrase()
  const send = async (): Promise<void> => {
    const words = choice.chosen()
    if (words !== null) next(words)
  }
  return [
    heading(0),
    h('p', { class: 'lede' }, say(again ? 'first.again' : 'first.lede')),
    h('p', {}, say('first.passphrase.why')),
    form(send, say('next'), choice.whole),
  ]
}

function copying(kit: string, back: () => void, next: () => void): Child[] {
  return [
    heading(1),
    h('p', { class: 'lede' }, say('kit.lede')),
    codeCard(say('kit'), kit, h('p', {}, say('kit.about'))),
    notice('warning', h('p', {}, say('kit.warning'))),
    h('div', { class: 'row' }, button(say('kit.next'), next, 'primary'), printing(), button(say('back'), back, 'quiet')),
  ]
}

function checking(kit: string, back: () => void, store: (told: (part: number) => void) => Promise<void>): Child[] {
  const waiting = progress(say('first.storing'))
  return [
    heading(2),
    h('p', { class: 'lede' }, say('kit.check')),
    typedBack(kit, back, () => store(waiting.told)),
    waiting.whole,
  ]
}
