// The break passes on this device, by kind and quarter, each with the ways to carry it to the desk.
import type { BreakPass } from '../client/stock'
import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { count, page, pick, say, tongue } from '../page/words'
import { carrying } from './carrying'
import { until } from './until'
import { markUsed, takeBack } from './used'
import type { Visit } from './visit'

export function passes(visit: Visit): Child[] {
  const { passes: held, said, waiting, used } = visit
  return [
    h('header', {}, h('h1', {}, say('rest')), h('p', { class: 'lede' }, say(held.length > 0 ? 'rest.lede' : 'rest.lede.none'))),
    said && h('p', { class: 'notice good', role: 'status' }, said),
    waiting > 0 && h('p', { class: 'notice info' }, count('rest.waiting', waiting)),
    ...grouped(held).map((some) => group(visit, some)),
    held.length === 0 ? empty() : desk(),
    used.length > 0 && spent(visit),
    held.length > 0 && h('section', {}, h('h2', {}, say('more')), ...how()),
    h('p', { class: 'quiet' }, say('rest.cover')),
    visit.safe.works ? null : h('p', { class: 'notice warning' }, say('rest.loose')),
    h('p', { class: 'row' }, h('a', { href: '/candle/' }, say('rest.candle')), button(say('forget'), () => void forget(visit), 'quiet')),
  ]
}

function grouped(held: BreakPass[]): BreakPass[][] {
  const groups = new Map<string, BreakPass[]>()
  for (const one of held) {
    const name = `${one.quarter} ${one.kind}`
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()]
}

function group(visit: Visit, some: BreakPass[]): HTMLElement {
  const { kind, quarter } = some[0]!
  const heading = h('h2', {}, kind)
  const about = h('p', { class: 'quiet' })
  const daily = h('p', { class: 'quiet' })
  void describe(visit, some[0]!, heading, about, daily)
  return h(
    'section',
    { class: 'card pass' },
    h('header', {}, heading, h('p', { class: 'badge good' }, say('pass.until', { day: until(quarter) }))),
    about,
    some.length > 1 && h('p', {}, count('pass.several', some.length)),
    ...some.map((one, at) => carrying(one, some.length > 1 ? say('pass.of', { number: at + 1, total: some.length }) : null, () => used(visit, one))),
    daily,
  )
}

/** The names of kinds come with the house Notice; until then, and without it, the short name stands there. */
async function describe(visit: Visit, { kind, quarter }: BreakPass, heading: HTMLElement, about: HTMLElement, daily: HTMLElement): Promise<void> {
  const { notice } = await visit.house()
  const found = notice.breaks.find((one) => one.kind === kind)
  if (found) {
    put(heading, pick(found.name))
    put(about, pick(found.about))
  }
  const known = (await visit.enough()).get(`${kind} ${quarter}`)
  if (known !== undefined) daily.textContent = say(known ? 'pass.enough' : 'pass.few')
}

function put(place: HTMLElement, { text, lang }: { text: string; lang: string }): void {
  place.textContent = text
  for (const [name, value] of Object.entries(tongue(lang))) place.setAttribute(name, value)
}

const desk = (): HTMLElement =>
  h('section', {}, h('h2', {}, say('desk')), h('ul', {}, ...['booking.signed', 'booking.daily', 'booking.sees'].map((one) => h('li', {}, say(one)))))

function how(): HTMLElement[] {
  return [
    h('p', {}, say('more.why')),
    h('p', {}, h('a', { href: `${page.named}/rest/`, rel: 'noreferrer' }, say('collect'))),
  ]
}

function empty(): HTMLElement {
  const ways = ['empty.survey', 'empty.collect', 'empty.candle'].map((one) => h('li', {}, say(one)))
  return h(
    'section',
    { class: 'card lamp' },
    h('h2', {}, say('empty')),
    h('ul', {}, ...ways),
    h('p', {}, h('a', { class: 'button primary', href: `${page.named}/rest/`, rel: 'noreferrer' }, say('collect'))),
  )
}

async function used(visit: Visit, one: BreakPass): Promise<void> {
  await markUsed(visit.safe, one)
  await visit.show(say('used.marked'))
}

function spent(visit: Visit): HTMLElement {
  return h(
    'details',
    {},
    h('summary', {}, count('used', visit.used.length)),
    h(
      'ul',
      { class: 'breaks', role: 'list' },
      ...visit.used.map((one) => {
        const name = h('span', {}, one.kind)
        visit.house().then(
          ({ notice }) => {
            const found = notice.breaks.find(({ kind }) => kind === one.kind)
            if (found) put(name, pick(found.name))
          },
          () => {},
        )
        const undo = async (): Promise<void> => {
          await takeBack(visit.safe, one)
          await visit.show(say('used.undone'))
        }
        return h('li', {}, name, button(say('used.undo'), () => void undo(), 'quiet'))
      }),
    ),
  )
}

async function forget(visit: Visit): Promise<void> {
  if (await sure(say('forget.ask'), say('forget.yes'), say('forget.no'))) await visit.forget()
}
