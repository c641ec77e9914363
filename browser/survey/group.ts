// Where the answers count: the group's name and size, what that means, and the choice to leave it out.
import type { Cohort, Filled, WaveNotice } from '../client/types'
import { h } from '../page/dom'
import { count, say } from '../page/words'

export interface Group {
  element: HTMLElement
  /** The group was confirmed in another browser: the ballot can only count for the whole organisation. */
  elsewhere(): void
}

export function group(wave: WaveNotice, cohort: Cohort, filled: Filled, gone: boolean, changed: () => void): Group {
  const line = h('p', { class: 'group-line', 'aria-live': 'polite' })
  const said = (): void => {
    line.textContent = filled.labelled
      ? say('group.counts', { group: cohort.name, people: count('people', cohort.eligible) })
      : say('group.left_out')
  }
  const tick = h('input', {
    type: 'checkbox',
    autocomplete: 'off',
    checked: !filled.labelled,
    change: () => {
      filled.labelled = !tick.checked
      said()
      changed()
    },
  })
  const leaveOut = h('label', { class: 'leave-out' }, tick, h('span', {}, say('group.leave_out')))
  const why = h('p', { class: 'notice info', role: 'status' })
  const more = h('details', {}, h('summary', {}, say('group.more')), ...meaning(wave, cohort), leaveOut)
  const elsewhere = (): void => {
    filled.labelled = false
    leaveOut.remove()
    why.textContent = say('group.elsewhere')
    why.hidden = false
    said()
  }
  why.hidden = true
  said()
  if (gone) elsewhere()
  return { element: h('section', { class: 'group', 'aria-label': say('group') }, line, why, more), elsewhere }
}

function meaning(wave: WaveNotice, cohort: Cohort): HTMLElement[] {
  const above = path(wave, cohort)
  const told = above.length > 0 ? [say('group.place', { path: above.join(' › ') })] : []
  const { change } = cohort
  if (change === 0) told.push(say('group.same'))
  else if (change !== null) told.push(count(change > 0 ? 'group.grew' : 'group.shrank', Math.abs(change)))
  told.push(count('group.floor', wave.k))
  return told.map((sentence) => h('p', {}, sentence))
}

/** The names above a cohort, the whole organisation first. */
function path({ cohorts }: WaveNotice, cohort: Cohort): string[] {
  const names: string[] = []
  for (let at: Cohort | undefined = cohort; at && names.length <= cohorts.length; ) {
    const above: string | null = at.parent
    at = cohorts.find(({ id }) => id === above)
    if (at) names.unshift(at.name)
  }
  return names
}
