// Keys that must change because somebody who held them keeps no candles any more; and candles sealed again afterwards.

import { button, h, type Child } from '../page/dom'
import { say } from '../page/words'
import { openInner } from './opening'
import { reseal } from './resealing'
import { Refused } from './refusals'
import type { Session } from './session'

export const mustRotate = (go: () => void, later: () => void): Child[] => [
  h('h1', {}, say('rotate.must')),
  h('p', { class: 'lede' }, say('rotate.must.lede')),
  h('ul', {}, ...['new', 'codes', 'candles'].map((what) => h('li', {}, say(`rotate.${what}`)))),
  h('div', { class: 'row' }, button(say('rotate.go'), go, 'primary'), button(say('rotate.later'), later, 'quiet')),
]

export interface Resealed {
  done: number
  all: number
  closed: number // candles that no key at hand opens
}

/** Every open candle that is closed to a key before this one; what was cut off begins again here. Throws Failure, Refused. */
export async function resealAll(session: Session, told: (so: Resealed) => void): Promise<Resealed> {
  const { keys, requests } = session
  if (keys === null || requests === null) return { done: 0, all: 0, closed: 0 }
  const { candles } = await requests.queue()
  const wanted: string[] = []
  for (const one of candles) if (!one.stray && (one.reseal || (await openInner(keys, one)).stale)) wanted.push(one.id)
  const so = { done: 0, all: wanted.length, closed: 0 }
  if (wanted.length > 0) told(so)
  const older = wanted.length > 0 ? await session.olderSigners() : []
  for (const id of wanted) {
    if (session.keys !== keys) break // locked
    const body = await reseal(keys, await requests.candle(id), older)
    if (body === null) so.closed++
    else await requests.reseal(id, body).catch(gone)
    so.done++
    told({ ...so })
  }
  return so
}

/** Closed or withdrawn in this very moment: there is nothing to seal any more. */
function gone(error: unknown): void {
  if (!(error instanceof Refused && [404, 409, 410].includes(error.status))) throw error
}
