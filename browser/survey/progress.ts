// How far one has come: a dot for each question, in the bar under the thumb. It counts and does not press.
import { h } from '../page/dom'
import { say } from '../page/words'

const MOST_DOTS = 12 // more do not fit beside the quick exit at 320 pixels

/** Draws the dots anew for what has an answer. */
export function progress(total: number): (given: boolean[]) => void {
  const place = document.getElementById('progress')
  const dots = Array.from({ length: total }, () => h('i'))
  const words = h('span', { class: total > MOST_DOTS ? '' : 'visually-hidden' })
  if (total > MOST_DOTS) dots.length = 0
  place?.replaceChildren(h('span', { class: 'dots', 'aria-hidden': 'true' }, ...dots), words)
  return (given) => {
    dots.forEach((dot, at) => (dot.className = given[at] ? 'given' : ''))
    words.textContent = say('questions.answered', { count: given.filter(Boolean).length, total })
  }
}

export function noProgress(): void {
  document.getElementById('progress')?.replaceChildren()
}
