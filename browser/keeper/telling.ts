// How a candle is called and described: no name, a short mark of its id, its urgency, state and hours.

import { h } from '../page/dom'
import { count, moment, say } from '../page/words'
import type { Queued, Whole } from './said'

const DAY = 24

/** "Candle 3F9A": what keepers can say to each other. */
export const called = ({ id }: Pick<Queued, 'id'>): string => say('candle.called', { mark: id.replace(/-/g, '').slice(0, 4).toUpperCase() })

export const waited = (hours: number | null): string =>
  hours === null ? '' : hours < 1 ? say('candle.now') : hours < 2 * DAY ? count('candle.hours', hours) : count('candle.days', Math.floor(hours / DAY))

export function badges(candle: Queued | Whole): HTMLElement[] {
  const { urgency, verified, unread } = candle
  const shown = [
    unread && badge('good', say('candle.unread')),
    urgency && badge(urgency === 'today' ? 'bad' : urgency === 'week' ? 'mid' : 'quiet', say(`candle.${urgency}`)),
    badge(candle.mine ? 'good' : 'quiet', stateOf(candle)),
    !verified && badge('mid', say('candle.unverified')),
  ]
  return shown.filter((one): one is HTMLElement => one instanceof HTMLElement)
}

function stateOf({ state, mine, held }: Queued | Whole): string {
  if (state === 'held' || state === 'lit') return say(mine ? 'state.mine' : held ? 'state.held' : 'state.lit')
  return mine ? say('state.and_mine', { state: say(`state.${state}`) }) : say(`state.${state}`)
}

const badge = (kind: string, text: string): HTMLElement => h('span', { class: `badge ${kind}` }, text)

/** The next of these hours (UTC), in the reader's own time. */
export function opensAt(hours: number[]): string {
  const now = new Date()
  const next = [0, 1]
    .flatMap((day) => hours.map((hour) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + day, hour)))
    .sort((one, other) => one - other)
    .find((one) => one > now.getTime())
  return next === undefined ? '' : moment(new Date(next).toISOString())
}

/** Whether anything can still be said or offered. */
export const isOpen = ({ state }: Pick<Queued, 'state'>): boolean => !['out', 'withdrawn', 'lapsed'].includes(state)
