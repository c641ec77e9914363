// Lighting a candle: one tick suffices. What follows it may stay empty.
import type { House, Urgency } from '../client/types'
import { button, h, unique, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { soon } from '../page/soon'
import { troubleOf } from '../page/trouble'
import { whom } from '../page/whom'
import { say } from '../page/words'
import { how } from './how'
import { inDanger, kinds, note } from './lists'
import type { Visit } from './visit'

/** What somebody wants; kept in this page's memory alone. */
export interface Wish {
  lit: boolean
  urgency: Urgency | null
  rota: string | null
  kinds: string[]
  note: string
  now: boolean // send at once
}

export const blank = (): Wish => ({ lit: false, urgency: null, rota: null, kinds: [], note: '', now: false })

export function form(visit: Visit): HTMLElement {
  const { wish } = visit
  const after = h('div', { class: 'after', hidden: !wish.lit })
  const why = unique()
  const tick = h('input', {
    type: 'checkbox',
    autocomplete: 'off',
    'aria-describedby': why,
    checked: wish.lit,
    change: () => {
      wish.lit = tick.checked
      after.hidden = !wish.lit
    },
  })
  const element = h(
    'section',
    { class: 'candle', 'aria-label': say('light') },
    h('label', { class: 'tick' }, tick, h('span', {}, say('candle.tick')), flame()),
    h('p', { class: 'quiet', id: why }, say('light.no_reason')),
    after,
  )
  void fill(visit, after, () => unlightable(visit, tick, after, element))
  return element
}

/** What can be chosen follows from the house Notice, which comes a moment after the page. */
async function fill(visit: Visit, after: HTMLElement, nobody: () => void): Promise<void> {
  after.append(h('div', { class: 'skeleton tall', 'aria-hidden': 'true' }))
  try {
    const house = await visit.house()
    if (house.notice.keepers.length === 0) return nobody()
    after.replaceChildren(...choices(visit, house))
  } catch (error) {
    const kind = troubleOf(error)
    const again = (): void => void fill(visit, after, nobody)
    after.replaceChildren(
      h('div', { class: 'notice warning', role: 'alert' }, h('p', {}, say(`trouble.${kind}.why`)), button(say('trouble.retry'), again)),
    )
  }
}

/** Nobody could read a candle: said at once, and nothing is lit. */
function unlightable({ wish }: Visit, tick: HTMLInputElement, after: HTMLElement, element: HTMLElement): void {
  wish.lit = tick.checked = false
  tick.disabled = true
  after.remove()
  element.append(h('p', { class: 'notice warning', role: 'status' }, say('light.nobody')))
}

function choices(visit: Visit, { notice }: House): Node[] {
  const { wish } = visit
  const written = note(wish)
  const light = (): void => void (written.fits() && visit.light())
  const parts: Child[] = [
    soon(wish, () => {}).element,
    whom(wish, notice.keepers, () => {}),
    notice.breaks.length > 0 ? kinds(wish, notice.breaks) : null,
    written.element,
    inDanger(notice.danger),
    how(visit),
    notice.apart ? null : h('p', { class: 'notice info' }, say('light.not_apart')),
    h('div', { class: 'send' }, button(say('light.send'), light, 'primary wide'), h('p', { class: 'quiet' }, say('light.who'))),
  ]
  return parts.filter((part) => part instanceof Node)
}
