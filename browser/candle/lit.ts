// A candle is lit: its key, shown once; when it is opened; and what needs nobody's answer.
import { forgetCandleKey, keepCandleKey } from '../client/keptKeys'
import type { Lit } from '../client/lighting'
import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { show } from '../page/frame'
import { key } from '../page/key'
import { say } from '../page/words'
import { atOnce, reminder } from './now'
import { tell, when } from './hours'
import type { Visit } from './visit'

export function lit(visit: Visit, { candleKey, verified }: Lit, opened: boolean): void {
  let kept = false
  const { safe } = visit
  const keep = async (keeping: boolean): Promise<void> => {
    kept = keeping
    await (keeping ? keepCandleKey(safe, candleKey) : forgetCandleKey(safe, candleKey))
  }
  const open = async (): Promise<void> => {
    if (kept || (await sure(say('lit.leave'), say('lit.leave.yes'), say('lit.leave.no'), 'primary'))) visit.open(candleKey)
  }
  show((): Child[] => [
    h('header', {}, flame(), h('h1', {}, say('lit')), h('p', { class: 'lede' }, say(opened ? 'lit.opened' : 'lit.waits'))),
    key(candleKey, kept, safe.works ? keep : null),
    !verified && h('p', { class: 'notice info' }, say('lit.unverified')),
    h('section', {}, h('h2', {}, say('lit.next')), h('ul', {}, ...next(visit, opened))),
    h('p', {}, button(say('lit.open'), () => void open())),
    ...atOnce(visit),
    reminder(),
  ])
}

function next(visit: Visit, opened: boolean): HTMLElement[] {
  const first = h('li', {}, say(opened ? 'lit.next.opened' : 'lit.next.waits'))
  if (!opened) void tell(visit.opening(), first, when)
  return [first, ...['lit.next.keepers', 'lit.next.silence', 'lit.next.lapse'].map((sentence) => h('li', {}, say(sentence)))]
}
