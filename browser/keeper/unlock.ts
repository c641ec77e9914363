// Opening the rota's key: with one's own passphrase, with a colleague's code, or with the recovery kit.

import { button, h, type Child } from '../page/dom'
import { show } from '../page/frame'
import { pick, say } from '../page/words'
import { BadCopy } from '../ground/keepers'
import { openKeys, type Keys } from './keys'
import { storePassphrase } from './making'
import { codeInput, field, form, notice, progress } from './parts'
import { choosePassphrase, oldPassphrase, showing } from './passphrase'
import type { Badge, How } from './said'
import type { Session } from './session'
import { readCode } from './written'

type Way = Exclude<How, 'retired'>
const WAYS: Way[] = ['passphrase', 'handover', 'kit']

/** `done` with the keys; whoever came in by a code has chosen a passphrase of their own by then. */
export function unlock(session: Session, changed: boolean, done: (keys: Keys) => void): void {
  const badge = session.badge!
  const ways = WAYS.filter((how) => badge.wrapped.some((one) => one.how === how))
  const opened = (how: Way, keys: Keys): void => (how === 'passphrase' ? done(keys) : choose(session, keys, done))
  const go = (how: Way): void => show(() => entering(badge, how, ways, { changed, go, opened }))
  const own = ways.find((how) => how !== 'kit')
  if (own) go(own)
  else show(() => without(badge, ways.includes('kit') ? () => go('kit') : null))
}

interface Steps {
  changed: boolean
  go(how: Way): void
  opened(how: Way, keys: Keys): void
}

function entering(badge: Badge, how: Way, ways: Way[], { changed, go, opened }: Steps): Child[] {
  const typed = how === 'passphrase' ? oldPassphrase() : codeInput()
  const entry = field(say(`unlock.${how}`), typed, how === 'passphrase' ? '' : say('unlock.code.hint'))
  const waiting = progress(say('unlock.working'))
  const send = async (): Promise<void> => {
    entry.complain('')
    try {
      const words = how === 'passphrase' ? typed.value : readCode(typed.value)
      opened(how, await openKeys(badge, how, words, waiting.told))
    } catch (error) {
      if (error instanceof BadCopy) entry.complain(say(`unlock.${how}.wrong`))
      else throw error
    } finally {
      waiting.whole.hidden = true
    }
  }
  return [
    h('p', { class: 'eyebrow' }, pick(badge.name).text),
    h('h1', {}, say('unlock')),
    changed && notice('info', h('p', {}, say('unlock.changed'))),
    h('p', { class: 'lede' }, say(`unlock.${how}.lede`)),
    form(send, say('unlock.go'), entry.whole, how === 'passphrase' ? showing([typed]) : null, waiting.whole),
    others(how, ways, go),
  ]
}

function others(how: Way, ways: Way[], go: (how: Way) => void): Child {
  const left = ways.filter((one) => one !== how)
  if (left.length === 0) return null
  return h(
    'section',
    {},
    h('h2', {}, say('unlock.other')),
    h('div', { class: 'row' }, ...left.map((one) => button(say(`unlock.by.${one}`), () => go(one), 'quiet'))),
  )
}

/** There is a key, and no copy of it for this keeper yet. */
function without(badge: Badge, kit: (() => void) | null): Child[] {
  return [
    h('p', { class: 'eyebrow' }, pick(badge.name).text),
    h('h1', {}, say('unlock.none')),
    h('p', { class: 'lede' }, say('unlock.none.lede')),
    h('p', { role: 'status' }, say('unlock.none.wait')),
    kit && h('div', { class: 'row' }, button(say('unlock.by.kit'), kit)),
  ]
}

/** Codes are good for coming in once; from then on one's own words. */
function choose(session: Session, keys: Keys, done: (keys: Keys) => void): void {
  show(() => {
    const choice = choosePassphrase()
    const waiting = progress(say('own.storing'))
    const send = async (): Promise<void> => {
      const words = choice.chosen()
      if (words === null) return
      await storePassphrase(session, keys, words, waiting.told)
      done(keys)
    }
    return [
      h('h1', {}, say('own')),
      h('p', { class: 'lede' }, say('own.lede')),
      form(send, say('own.go'), choice.whole, waiting.whole),
    ]
  })
}
