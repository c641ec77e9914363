// A candle's mailbox is found with its key alone: the one kept here, or one that is typed, on any device.
import { BadCandleKey, read, written } from '../ground/mailbox'
import { button, h } from '../page/dom'
import { day, say } from '../page/words'
import type { Visit } from './visit'

export function lookup(visit: Visit): HTMLElement {
  const { kept } = visit
  return h(
    'section',
    { class: visit.kept.length > 0 ? 'card lamp' : 'card' },
    h('h2', {}, say('lookup')),
    ...kept.map((one) =>
      h('p', {}, button(one.day ? say('lookup.kept.of', { day: day(one.day) }) : say('lookup.kept'), () => visit.open(one.candleKey), 'primary')),
    ),
    kept.length > 0 ? h('details', {}, h('summary', {}, say('lookup.other')), typed(visit)) : typed(visit),
  )
}

function typed(visit: Visit): HTMLElement {
  const error = h('p', { class: 'error', id: 'bad-key', role: 'alert' })
  const field = h('input', {
    id: 'candle-key', type: 'text', class: 'candle-key', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', dir: 'ltr',
    'aria-describedby': 'key-hint bad-key',
  })
  const open = (event: Event): void => {
    event.preventDefault()
    const key = readKey(field.value)
    if (key !== null) return visit.open(key)
    error.textContent = say(field.value.trim() ? 'lookup.bad' : 'lookup.empty')
    field.setAttribute('aria-invalid', 'true')
    field.focus()
  }
  return h(
    'form',
    { novalidate: true, submit: open },
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'candle-key' }, say('lookup.key')),
      h('p', { class: 'hint', id: 'key-hint' }, say('lookup.hint')),
      field,
      error,
    ),
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'button' }, say('lookup.open'))),
  )
}

/** As it is written, whatever hyphens, spaces, case and look-alikes were typed; null when it is no key. */
function readKey(typed: string): string | null {
  try {
    return written(read(typed))
  } catch (error) {
    if (error instanceof BadCandleKey) return null
    throw error
  }
}
