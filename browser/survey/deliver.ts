// From Send to the closing screen: the stages in words, and a way on from everything that can go wrong.
import { Failure, type Receipt, type Stage, type Trouble, type WaveNotice } from '../client/types'
import { button, h, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { announce, show } from '../page/frame'
import { key } from '../page/key'
import { trouble, troubleOf } from '../page/trouble'
import { say } from '../page/words'

type Step = Stage | 'checking'
const STEPS: Step[] = ['checking', 'labels', 'sealing', 'passes', 'waiting', 'ballot', 'flag']

const OVER: Trouble[] = ['used-elsewhere', 'closed', 'unknown-invitation'] // there is nothing to go back for

export interface Delivery {
  wave: WaveNotice | null
  /** Sends, or sends again what is sealed already. */
  send(onStage: (stage: Stage) => void): Promise<Receipt>
  /** Whether something is sealed, and whether it outlives this page. */
  sealed(): Promise<'kept' | 'loose' | null>
  done(receipt: Receipt): void
  /** Told of what went wrong. */
  failed: ((kind: Trouble) => void) | null
  /** Back to the answers, where there are some that are not sealed yet. */
  back: (() => void) | null
  /** Answering without the group, where only the group stands in the way. */
  whole: (() => void) | null
}

/** Delivers, and shows how it goes. */
export async function deliver(delivery: Delivery): Promise<void> {
  let at: Step = 'checking'
  const view = (): Child[] => sending(at)
  show(view)
  announce(`${say('sending')}. ${say('sending.stay')}`)
  try {
    const receipt = await delivery.send((stage) => {
      at = stage
      mark(stage)
    })
    delivery.done(receipt)
  } catch (error) {
    const kind = troubleOf(error)
    delivery.failed?.(kind)
    await failed(delivery, kind, error instanceof Failure ? (error.receipt?.candleKey ?? null) : null)
  }
}

function sending(at: Step): Child[] {
  const now = STEPS.indexOf(at)
  return [
    h('h1', {}, say('sending')),
    h('p', { class: 'quiet' }, say('sending.stay')),
    h('div', { class: 'on-its-way', 'aria-hidden': 'true' }, flame()),
    h('ol', { class: 'stages' }, ...STEPS.map((step, place) => h('li', state(place, now), say(`stage.${step}`)))),
  ]
}

const state = (place: number, now: number): Record<string, string> =>
  place < now ? { class: 'done' } : place === now ? { 'aria-current': 'step' } : {}

function mark(stage: Stage): void {
  const now = stage === 'done' ? STEPS.length : STEPS.indexOf(stage)
  document.querySelectorAll('.stages > li').forEach((line, place) => {
    line.className = place < now ? 'done' : ''
    if (place === now) line.setAttribute('aria-current', 'step')
    else line.removeAttribute('aria-current')
  })
}

/** `candleKey` is there when the ballot was refused for good and the flag was not. */
async function failed(delivery: Delivery, kind: Trouble, candleKey: string | null): Promise<void> {
  const sealed = await delivery.sealed()
  const again = (): void => {
    removeEventListener('online', again)
    void deliver(delivery)
  }
  const { back, whole } = delivery
  const home = back && !sealed ? button(say('trouble.back'), () => { removeEventListener('online', again); back() }) : null
  const retry = (): HTMLButtonElement => button(say('trouble.retry'), again, 'primary')
  if (kind === 'offline') {
    addEventListener('online', again)
    const variant = sealed === null ? 'offline' : sealed === 'kept' ? 'offline.sealed' : 'offline.loose'
    show(() => trouble(variant, delivery.wave, retry(), home))
  } else if (kind === 'label-elsewhere' && whole) {
    show(() => trouble(kind, delivery.wave, button(say('trouble.whole'), whole, 'primary')))
  } else if (kind === 'broken' || kind === 'mistrust') {
    show(() => trouble(kind, delivery.wave, retry(), home))
  } else {
    const lit = candleKey ? [h('p', {}, say('trouble.still_lit')), key(candleKey, false, null)] : []
    show(() => [...trouble(kind, delivery.wave, OVER.includes(kind) ? null : home), ...lit])
  }
}
