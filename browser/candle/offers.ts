// What the keepers offer: several breaks, of which one is taken; then its pass lies on this device.
import type { OfferView, View } from '../client/candles'
import type { Safe } from '../client/safe'
import { breakPasses, keepPass } from '../client/stock'
import type { Text } from '../client/types'
import { equal } from '../ground/bytes'
import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { pick, say, tongue } from '../page/words'
import { trying, type Opened } from './mailbox'
import { look } from './visit'

export function offers(opened: Opened): Child[] {
  const open = opened.view.offers.filter(({ state }) => state === 'open')
  if (open.length === 0 || opened.view.taken) return []
  return [
    h(
      'section',
      { class: 'card lamp' },
      h('h2', {}, say(open.length === 1 ? 'offers.one' : 'offers')),
      h('p', {}, say('offers.why')),
      h('ul', { class: 'breaks', role: 'list' }, ...open.map((offer) => entry(opened, offer))),
    ),
  ]
}

function entry(opened: Opened, offer: OfferView): HTMLElement {
  const { name, about } = kindOf(opened, offer.kind)
  const told = pick(about)
  return h(
    'li',
    {},
    h('div', {}, h('h3', tongue(name.lang), name.text), told.text && h('p', { class: 'quiet', ...tongue(told.lang) }, told.text)),
    button(say('offers.take'), () => void take(opened, offer), 'primary'),
  )
}

async function take(opened: Opened, offer: OfferView): Promise<void> {
  const { name } = kindOf(opened, offer.kind)
  const { visit, mailbox, house } = opened
  if (!(await sure(say('offers.ask', { break: name.text }), say('offers.yes'), say('offers.no'), 'primary'))) return
  await trying(opened, async () => {
    await mailbox.take(offer, house, visit.safe)
    await look(visit)
    await opened.again()
    opened.redraw(say('offers.taken'))
  })
}

/** The pass of the offer that was taken: on this device, or to be put here with the key alone. */
export function takenPass(opened: Opened): HTMLElement | null {
  const { taken } = opened.view
  if (!taken) return null
  const { name } = kindOf(opened, taken.kind)
  const { pass } = taken
  const way =
    pass === null
      ? [h('p', {}, say('taken.unreadable'))]
      : opened.here
        ? [h('p', {}, say('taken')), h('p', {}, h('a', { class: 'button primary', href: '/rest/' }, say('taken.go')))]
        : [h('p', {}, say('taken.elsewhere')), h('p', {}, button(say('taken.bring'), () => void bring(opened, { ...taken, pass }), 'primary'))]
  return h('section', { class: 'card lamp' }, h('h2', tongue(name.lang), name.text), ...way)
}

async function bring(opened: Opened, pass: Parameters<typeof keepPass>[1]): Promise<void> {
  await keepPass(opened.visit.safe, pass)
  opened.here = true
  opened.redraw(say('offers.taken'))
}

/** Whether the pass that was taken lies on this device. */
export async function isHere(safe: Safe, { taken }: View): Promise<boolean> {
  return taken?.pass ? (await breakPasses(safe)).some(({ pass }) => equal(pass, taken.pass!)) : false
}

/** A kind that is in the catalogue no longer is called by its short name. */
function kindOf({ house }: Opened, kind: string): { name: { text: string; lang: string }; about: Text } {
  const found = house.notice.breaks.find((one) => one.kind === kind)
  return { name: found ? pick(found.name) : { text: kind, lang: '' }, about: found?.about ?? {} }
}
