// The survey itself, from its head to Send: one page to scroll with a thumb; nothing on it must be answered.
import type { Answer, Cohort, Filled, Papers, WaveNotice } from '../client/types'
import { sure } from '../page/ask'
import { contacts } from '../page/contacts'
import { button, h, type Child } from '../page/dom'
import { announce } from '../page/frame'
import { distance, moment, pick, say, tongue } from '../page/words'
import { candle } from './candle'
import { group, type Group } from './group'
import { progress } from './progress'
import { question } from './questions'

export interface Survey {
  wave: WaveNotice
  cohort: Cohort | undefined
  filled: Filled
  elsewhere: boolean // the group was confirmed in another browser
  restored: boolean
  keeps: boolean // whether this device keeps the draft
  papers: Promise<Papers>
  group: Group | null // as it stands on the page
  changed(): void
  forget(): void
  send(): void
}

export function survey(shown: Survey): Child[] {
  const { wave, filled } = shown
  const title = pick(wave.title)
  const changed = (): void => shown.changed()
  shown.group = shown.cohort ? group(wave, shown.cohort, filled, shown.elsewhere, changed) : null
  return [
    h('header', { class: 'survey-top' }, h('h1', tongue(title.lang), title.text), h('p', { class: 'quiet' }, until(wave))),
    shown.group?.element,
    !shown.keeps && h('p', { class: 'notice warning' }, say('draft.not_kept')),
    shown.restored && h('p', { class: 'notice info' }, say('draft.restored')),
    h('section', { class: 'questions', 'aria-label': say('questions') }, ...questions(shown)),
    candle(filled, shown.papers, changed),
    h('div', { class: 'send' }, button(say('send'), () => shown.send(), 'primary wide'), h('p', { class: 'quiet' }, say('send.hint'))),
    now(shown.papers),
    h(
      'p',
      { class: 'draft quiet' },
      shown.keeps && `${say('draft.kept')} `,
      button(say('draft.forget'), () => void forget(shown), 'quiet'),
    ),
  ]
}

function until({ closes }: WaveNotice): string {
  const left = distance(closes)
  const when = moment(closes)
  return left ? say('open_until', { when, distance: left }) : say('open_until.plain', { when })
}

/** Contacts come with the papers, a moment after the questions; they stand below everything, so nothing moves. */
function now(papers: Promise<Papers>): HTMLElement {
  const more = h('details', { class: 'now', hidden: true }, h('summary', {}, say('candle.now')))
  papers.then(
    ({ house }) => {
      more.append(contacts(house.contacts))
      more.hidden = false
    },
    () => {},
  )
  return more
}

function questions(shown: Survey): Child[] {
  const { answers } = shown.filled
  const { questions: asked } = shown.wave
  const dots = progress(asked.length)
  const drawn = (): void => dots(asked.map(({ key }) => isGiven(answers[key])))
  const made = asked.map((one, at) =>
    question(one, answers[one.key] ?? null, (answer, pointed) => {
      const first = !isGiven(answers[one.key])
      answers[one.key] = answer
      drawn()
      shown.changed()
      if (first && pointed && one.kind !== 'choices' && answer !== null) onward(made[at + 1])
    }),
  )
  drawn()
  return [h('p', { class: 'quiet' }, say('questions.free')), ...made]
}

export const isGiven = (answer: Answer | undefined): boolean => answer !== null && answer !== undefined

/** Brings the next question under the thumb; not for those who do not want the page to move. */
function onward(next: HTMLElement | undefined): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const goal = next ?? document.querySelector('.candle')
  if (goal && goal.getBoundingClientRect().bottom > innerHeight - 64) goal.scrollIntoView({ block: 'center', behavior: 'smooth' })
}

async function forget(shown: Survey): Promise<void> {
  if (!(await sure(say('draft.forget.ask'), say('draft.forget.yes'), say('draft.forget.no')))) return
  shown.forget()
  announce(say('draft.forgotten'))
}
