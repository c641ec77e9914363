// What is said when something cannot be done: a heading, an explanation, and the way on.
import { Failure, type Trouble } from '../client/types'
import { NotLoaded } from '../ground/lazy'
import { h, type Child } from './dom'
import { moment, say, says } from './words'

/** The trouble that an error stands for; what nobody expected, or this page has no words for, is our own fault. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof NotLoaded) return 'offline' // a part of this page that an older browser fetches when it needs it
  return error instanceof Failure && says(`trouble.${error.trouble}`) ? error.trouble : 'broken'
}

/** A screen of its own. `kind` may be a variant of a trouble, such as `offline.sealed`. */
export function trouble(kind: string, wave: { opens: string; closes: string } | null, ...way: Child[]): Child[] {
  const when = kind === 'not-open' ? wave?.opens : wave?.closes
  const timed = kind === 'not-open' || kind === 'closed'
  const why = timed && !when ? null : say(`trouble.${kind}.why`, { when: when ? moment(when) : '' })
  return [
    h('h1', {}, say(`trouble.${kind}`)),
    why ? h('p', { class: 'lede', role: 'alert' }, why) : null,
    way.some(Boolean) ? h('div', { class: 'row' }, ...way) : null,
  ]
}
