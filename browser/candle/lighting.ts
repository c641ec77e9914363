// From the button to the lit candle, with a way on from everything that can go wrong. The wish stays until it is lit.
import { dropSealed, light, lightSealed, type Lit } from '../client/lighting'
import type { Trouble } from '../client/types'
import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { announce, show } from '../page/frame'
import { trouble, troubleOf } from '../page/trouble'
import { say } from '../page/words'
import { blank } from './form'
import { lit } from './lit'
import { callable } from './now'
import { look, type Visit } from './visit'

export function lightIt(visit: Visit): Promise<void> {
  const { safe, wish } = visit
  const { urgency, rota, kinds, note } = wish
  return underWay(visit, wish.now, async () =>
    light(safe, await visit.house(), { urgency, rota, kinds, note: note.trim() }, wish.now ? 'now' : 'batch'),
  )
}

/** What an earlier try sealed on this device, as it was sealed. */
export const lightAgain = (visit: Visit): Promise<void> => underWay(visit, false, () => lightSealed(visit.safe))

async function underWay(visit: Visit, opened: boolean, work: () => Promise<Lit | null>): Promise<void> {
  show(sending)
  announce(say('lighting'))
  try {
    const lighted = await work()
    visit.wish = blank()
    await look(visit)
    if (lighted) lit(visit, lighted, opened)
    else await visit.home()
  } catch (error) {
    await failed(visit, troubleOf(error))
  }
}

const sending = (): Child[] => [
  h('h1', {}, say('lighting')),
  h('p', { class: 'quiet' }, say('lighting.stay')),
  h('div', { class: 'on-its-way', 'aria-hidden': 'true' }, flame()),
]

async function failed(visit: Visit, kind: Trouble): Promise<void> {
  await look(visit)
  const sealed = visit.unlit > 0
  const again = button(say('trouble.retry'), () => (sealed ? visit.lightSealed() : visit.light()), 'primary')
  const back = button(say('light.back'), () => void visit.home())
  const variant = kind === 'offline' && sealed ? (visit.safe.works ? 'offline.sealed' : 'offline.loose') : kind
  const final = kind === 'no-keepers' || kind === 'old-browser'
  show(() => [...trouble(variant, null, final ? null : again, back), callable(visit)])
}

/** A candle that is sealed here and waits to be sent: it goes first, or not at all, before another one is lit. */
export function sealedHere(visit: Visit): HTMLElement {
  const drop = async (): Promise<void> => {
    if (!(await sure(say('sealed.ask'), say('sealed.yes'), say('sealed.no')))) return
    await dropSealed(visit.safe)
    await visit.home()
  }
  return h(
    'section',
    { class: 'card lamp' },
    h('h2', {}, say('sealed')),
    h('p', {}, say('sealed.why')),
    h('div', { class: 'row' }, button(say('sealed.send'), () => visit.lightSealed(), 'primary'), button(say('sealed.drop'), () => void drop())),
  )
}
