// What needs nobody's answer: rest that everybody holds a right to, and whom to call.
import { contacts } from '../page/contacts'
import { h, type Child } from '../page/dom'
import { count, page, say } from '../page/words'
import type { Visit } from './visit'

export function atOnce(visit: Visit): Child[] {
  return [rest(visit), callable(visit)]
}

function rest({ passes }: Visit): HTMLElement {
  const way =
    passes > 0
      ? [h('p', {}, count('today.passes', passes)), h('p', {}, h('a', { class: 'button', href: '/rest/' }, say('today.go')))]
      : [h('p', {}, say('today.none')), h('p', {}, h('a', { class: 'button', href: `${page.named}/rest/`, rel: 'noreferrer' }, say('collect')))]
  return h('section', { class: 'card' }, h('h2', {}, say('today')), h('p', {}, say('today.why')), ...way)
}

/** Contacts come with the house Notice, a moment after the page; without it the plain sentence stands there. */
export function callable(visit: Visit): HTMLElement {
  const place = h('div', {}, contacts([]))
  visit.house().then(
    ({ notice }) => place.replaceChildren(contacts(notice.contacts)),
    () => {},
  )
  return h('section', {}, h('h2', {}, say('contacts')), place)
}

/** Nothing is ever sent to anybody who lit a candle: a calendar may remind them, in words that say nothing. */
export const reminder = (): HTMLElement =>
  h(
    'section',
    {},
    h('h2', {}, say('reminder')),
    h('p', {}, say('reminder.why')),
    h('p', {}, h('a', { class: 'button', href: '/reminder.ics', download: 'reminder.ics' }, say('reminder.go'))),
  )
