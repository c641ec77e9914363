// The first screen: light a candle, look for an answer, and what needs nobody's answer.
import { button, h, type Child } from '../page/dom'
import { say } from '../page/words'
import { form } from './form'
import { sureToForget } from './forgetting'
import { sealedHere } from './lighting'
import { lookup } from './lookup'
import { atOnce, reminder } from './now'
import type { Visit } from './visit'

export function home(visit: Visit): Child[] {
  const light = visit.unlit > 0 ? sealedHere(visit) : form(visit)
  const answer = lookup(visit)
  return [
    h('header', {}, h('h1', {}, say('candle')), h('p', { class: 'lede' }, say('candle.lede'))),
    ...(visit.kept.length > 0 ? [answer, light] : [light, answer]),
    ...atOnce(visit),
    reminder(),
    h('p', {}, button(say('forget'), () => void sureToForget(visit), 'quiet')),
  ]
}
