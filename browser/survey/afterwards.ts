// After sending: the rest that everybody collects, where an answer to a candle will be, and when flags are opened next.
import type { Break } from '../client/types'
import { h } from '../page/dom'
import { keyIsShown } from '../page/key'
import { opening } from '../page/opening'
import { count, moment, page, say } from '../page/words'

/** Everybody collects break passes, whether a candle was lit or not; null where the house gives none. */
export function rest(breaks: Break[], kept: boolean): HTMLElement | null {
  if (!breaks.some(({ each }) => each > 0)) return null
  const way = kept ? link('/rest/', 'rest.go') : link(`${page.named}/rest/`, 'rest.collect')
  return h(
    'section',
    { class: 'card rest' },
    h('h2', {}, say('rest')),
    h('p', {}, say(kept ? 'rest.kept' : 'rest.loose')),
    h('p', {}, way),
  )
}

/** For whoever lit a candle: its answer waits for them, and nothing is sent. */
export const answer = (): HTMLElement => h('p', {}, say('answer'), ' ', link('/candle/', 'answer.go'))

/** For everybody, whenever they wish. */
export const anyTime = (): HTMLElement => h('li', {}, say('next.candle'), ' ', link('/candle/', 'answer.go'))

/** Flags are opened together: said with the hour, as soon as it is known. */
export function flags(): HTMLElement {
  const line = h('li', {}, say('next.flags'))
  void opening().then((known) => {
    if (!known) return
    const { next, minimum, waiting } = known
    const when = say('next.opening', { when: moment(next), minimum })
    line.append(` ${when}${waiting > 0 ? ` ${count('next.waiting', waiting)}` : ''}`)
  })
  return line
}

/** A key on the screen is shown once: a link must not take it away. */
function link(href: string, words: string): HTMLAnchorElement {
  const made = h('a', { href, rel: 'noopener noreferrer' }, say(words))
  made.addEventListener('click', () => keyIsShown() && (made.target = '_blank'))
  return made
}
