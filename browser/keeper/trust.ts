// Until the key that is open here is the published one, nothing is read or written; why, in one plain sentence.

import { Failure } from '../client/types'
import { button, h, type Child } from '../page/dom'
import { show } from '../page/frame'
import { say } from '../page/words'
import type { Session } from './session'
import { looking } from './start'

const PAUSE = 3000 // milliseconds between looks
const TRIES = 4 // as often a connection may fail before the person is asked to look again

export type Doubt = 'other' | 'queue' | 'offline' | 'mistrust' | 'broken'

/** `ours` at last, `replaced`, or what is wrong; null when the console was locked while it waited. */
export async function waitUntilPublished(session: Session): Promise<'ours' | 'replaced' | Doubt | null> {
  const keys = session.keys
  show(() => looking('trust.looking'))
  let [told, failed] = [false, 0]
  for (;;) {
    const standing = await session.stand().catch((error: unknown) => doubtOf(error))
    if (session.keys !== keys || keys === null) return null
    failed = standing === 'offline' ? failed + 1 : 0
    if (standing !== 'unpublished' && (failed === 0 || failed >= TRIES)) return standing
    if (!told && failed === 0) show(waiting)
    told ||= failed === 0
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    if (session.keys !== keys) return null
  }
}

function doubtOf(error: unknown): Doubt {
  const trouble = error instanceof Failure ? error.trouble : 'broken'
  return trouble === 'offline' || trouble === 'mistrust' ? trouble : 'broken'
}

const waiting = (): Child[] => [
  h('h1', {}, say('trust.waiting')),
  h('p', { class: 'lede', role: 'status' }, say('trust.waiting.lede')),
  h('progress', { 'aria-label': say('trust.waiting') }),
  h('p', { class: 'quiet' }, say('trust.waiting.why')),
]

/** Nothing goes on from here but another look. */
export const refusal = (doubt: Doubt, again: () => void): Child[] => [
  h('h1', {}, say(`trust.${doubt}`)),
  h('p', { class: 'lede', role: 'alert' }, say(`trust.${doubt}.why`)),
  h('div', { class: 'row' }, button(say('trust.again'), again, 'primary')),
]
