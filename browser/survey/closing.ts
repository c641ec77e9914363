// The closing screen: what was sent and stored where, what happens next, whom to call, and how to forget it all.
import { wasCounted } from '../client/receipts'
import type { Break, Contact, Receipt } from '../client/types'
import { sure } from '../page/ask'
import { contacts } from '../page/contacts'
import { button, h, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { show } from '../page/frame'
import { key } from '../page/key'
import { count, moment, say } from '../page/words'
import { answer, anyTime, flags, rest } from './afterwards'

export interface Closing {
  receipt: Receipt
  earlier: boolean // sent at an earlier visit
  k: number | null
  contacts: Contact[]
  breaks: Break[]
  keyKept: boolean
  keep: ((kept: boolean) => Promise<void>) | null
  another: (() => void) | null // somebody else answers with the same browser
  unsent: (() => void)[] // sends what is sealed of another survey
  forget(): Promise<void>
}

export function closing(shown: Closing): Child[] {
  const { receipt, earlier } = shown
  const title = earlier ? 'closing.earlier' : receipt.lit && receipt.flagged ? 'closing.lit' : 'closing'
  return [
    h('header', {}, receipt.candleKey && flame(), h('h1', {}, say(title)), h('p', { class: 'lede' }, say('closing.lede'))),
    shown.another &&
      h('p', { class: 'notice info' }, `${say('closing.another')} `, button(say('closing.another.go'), shown.another, 'quiet')),
    receipt.lit && !receipt.flagged && h('p', { class: 'notice warning' }, say('closing.unlit')),
    receipt.candleKey && key(receipt.candleKey, shown.keyKept, shown.keep),
    receipt.candleKey && answer(),
    ...unsent(shown.unsent),
    section('contacts', contacts(shown.contacts)),
    rest(shown.breaks, receipt.kept),
    section('next', h('ul', {}, ...next(shown))),
    h('details', { class: 'receipt' }, h('summary', {}, say('sent')), stored(receipt)),
    h('section', {}, h('h2', {}, say('counted')), counted(receipt)),
    h('p', {}, button(say('forget'), () => void forget(shown), 'quiet')),
  ]
}

/** For what an earlier visit sealed and could not send. */
export const unsent = (sends: (() => void)[]): HTMLElement[] =>
  sends.map((send) =>
    h('section', { class: 'card' }, h('h2', {}, say('visit.pending')), h('p', {}, button(say('visit.pending.send'), send, 'primary'))),
  )

const section = (title: string, ...inside: Child[]): HTMLElement => h('section', {}, h('h2', {}, say(title)), ...inside)

function next({ receipt, k, earlier }: Closing): HTMLElement[] {
  const told = [say('next.closes', { when: moment(receipt.closes) }), say('next.counted')]
  if (k !== null) told.push(count('next.floor', k))
  return [...told.map((sentence) => h('li', {}, sentence)), ...(earlier ? [] : [flags()]), anyTime()]
}

function stored({ bytes, labelled, kept }: Receipt): HTMLElement {
  const inside = say(labelled ? 'sent.ballot.labelled' : 'sent.ballot.bare')
  const facts: [string, string][] = [
    [say('sent.ballot'), `${say('sent.ballot.what', { bytes: bytes.ballot })} ${inside}`],
    [say('sent.flag'), say('sent.flag.what', { bytes: bytes.flag })],
    [say('sent.named'), say('sent.named.what')],
    [say('sent.nameless'), say('sent.nameless.what')],
    [say('sent.device'), say(kept ? 'sent.device.kept' : 'sent.device.nothing')],
  ]
  return h('dl', { class: 'facts' }, ...facts.map(([what, told]) => h('div', {}, h('dt', {}, what), h('dd', {}, told))))
}

/** Looks the serial up in the list of counted ballots, as everybody's whole list, never by asking for one serial. */
export function counted(receipt: Receipt): HTMLElement {
  const line = h('p', { role: 'status' }, say('counted.not-yet'))
  const again = button(say('counted.look'), () => void look(), 'quiet')
  const look = async (): Promise<void> => {
    const found = await wasCounted(receipt).catch(() => 'unknown' as const)
    line.textContent = say(`counted.${found}`)
    again.hidden = found === 'counted' || found === 'missing'
  }
  if (Date.parse(receipt.closes) < Date.now()) void look()
  return h('div', { class: 'counted' }, line, again)
}

async function forget(shown: Closing): Promise<void> {
  if (!(await sure(say('forget.ask'), say('forget.yes'), say('forget.no')))) return
  await shown.forget()
  show(() => [
    h('h1', {}, say('forget.done')),
    h('p', { class: 'lede' }, say('forget.done.why')),
    section('contacts', contacts(shown.contacts)),
  ])
}
