// What needs nobody's answer: rest that everybody holds a right to, and whom to call.
import { contacts } from '../page/contacts'
import { h, type Child } from '../page/dom'
import { keyIsShown } from '../page/key'
import { count, page, say } from '../page/words'
import type { Visit } from './visit'

export function atOnce(visit: Visit): Child[] {
  return [rest(visit), callable(visit)]
}

function rest({ passes }: Visit): HTMLElement {
  const [told, way] =
    passes > 0
      ? [count('today.passes', passes), away('/rest/', say('today.go'))]
      : [say('today.none'), away(`${page.named}/rest/`, say('collect'))]
  return h('section', { class: 'card' }, h('h2', {}, say('today')), h('p', {}, say('today.why')), h('p', {}, told), h('p', {}, way))
}

/** A key on the screen is shown once: a link must not take it away. */
function away(href: string, words: string): HTMLAnchorElement {
  const link = h('a', { class: 'button', href, rel: 'noopener noreferrer' }, words)
  link.addEventListener('click', () => keyIsShown() && (link.target = '_blank'))
  return link
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
