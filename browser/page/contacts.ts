// Whom to call now: the organisation's own list, on every closing screen, whether a candle was lit or not.
import type { Contact } from '../client/types'
import { h } from './dom'
import { pick, say, tongue } from './words'

export function contacts(list: Contact[]): HTMLElement {
  if (list.length === 0) return h('p', {}, say('contacts.none'))
  return h('ul', { class: 'contacts', role: 'list' }, ...list.map(entry))
}

function entry({ name, reach, about }: Contact): HTMLLIElement {
  const called = pick(name)
  const told = pick(about)
  return h(
    'li',
    {},
    h('strong', tongue(called.lang), called.text),
    h('p', {}, link(reach)),
    told.text ? h('p', { class: 'quiet', ...tongue(told.lang) }, told.text) : null,
  )
}

/** A telephone number, an e-mail or a web address becomes what a thumb can press; anything else stays text. */
function link(reach: string): HTMLElement {
  const plain = reach.trim()
  const digits = plain.replace(/[^\d+]/g, '')
  const href = /^https?:\/\//i.test(plain)
    ? plain
    : /^[^\s@:/]+@[^\s@:/]+$/.test(plain)
      ? `mailto:${plain}`
      : digits.length > 2 && /^[\d\s()+/.-]+$/.test(plain)
        ? `tel:${digits}`
        : null
  const shown = h('bdi', {}, plain)
  return href ? h('a', { href, rel: 'noreferrer' }, shown) : shown
}
