// For somebody without an invitation in the address: why, the link to paste, open surveys, what this browser holds.
import { openWaves } from '../client/papers'
import type { Invitation, Receipt } from '../client/types'
import { h, type Child } from '../page/dom'
import { moment, page, pick, say, tongue } from '../page/words'
import { counted, unsent } from './closing'

export interface Visit {
  heading: Child[]
  pending: string[]
  receipts: Receipt[]
  enter(notice: string, invitation: Invitation): void
  resume(notice: string): void
}

export function visit({ heading, pending, receipts, enter, resume }: Visit): Child[] {
  return [
    ...heading,
    pasting(enter),
    ...unsent(pending.map((notice) => () => resume(notice))),
    waves(),
    receipts.length > 0 &&
      h('section', {}, h('h2', {}, say('visit.receipts')), ...receipts.map(entry)),
  ]
}

const LINK = /\/w\/([0-9a-f]{64})\/?#([A-Za-z0-9_-]{43})\.([0-9a-f]{32})\s*$/

/** Reads the link here: it never becomes an address, so no history holds what stands behind #. */
function pasting(enter: Visit['enter']): HTMLElement {
  const error = h('p', { class: 'error', id: 'bad-link', role: 'alert' })
  const field = h('input', {
    id: 'link', type: 'text', inputmode: 'url', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', dir: 'ltr',
  })
  const open = (event: Event): void => {
    event.preventDefault()
    const [whole, notice, token, cohort] = LINK.exec(field.value.trim()) ?? []
    if (whole && notice && token && cohort && field.value.trim().startsWith(page.nameless)) {
      enter(notice, { token, cohort })
      return
    }
    error.textContent = say('visit.bad', { start: `${page.nameless}/w/` })
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', 'bad-link')
    field.focus()
  }
  return h(
    'form',
    { class: 'paste', novalidate: true, submit: open },
    h('div', { class: 'field' }, h('label', { for: 'link' }, say('visit.paste')), field, error),
    h('button', { type: 'submit', class: 'button primary' }, say('visit.open')),
  )
}

function waves(): HTMLElement {
  const list = h('div', { 'aria-busy': 'true' }, h('div', { class: 'skeleton' }))
  openWaves()
    .then((open) =>
      list.replaceChildren(
        ...(open.length === 0
          ? [h('p', { class: 'quiet' }, say('visit.waves.none'))]
          : [h('ul', { class: 'waves' }, ...open.map(({ title, closes }) => wave(title, closes)))]),
      ),
    )
    .catch(() => list.replaceChildren(h('p', { class: 'quiet' }, say('visit.waves.unknown'))))
    .finally(() => list.removeAttribute('aria-busy'))
  return h('section', {}, h('h2', {}, say('visit.waves')), list)
}

function wave(title: Receipt['title'], closes: string): HTMLElement {
  const { text, lang } = pick(title)
  return h(
    'li',
    {},
    h('strong', tongue(lang), text),
    ' ',
    h('span', { class: 'quiet' }, say('open_until.plain', { when: moment(closes) })),
  )
}

function entry(receipt: Receipt): HTMLElement {
  const { text, lang } = pick(receipt.title)
  return h('article', { class: 'card' }, h('h3', tongue(lang), text), counted(receipt))
}
