// Letters in their order, each with its author, and a field to write one.
import type { LetterView } from '../client/candles'
import { LONGEST_LETTER } from '../ground/letter'
import { button, h, type Child } from '../page/dom'
import { pick, say } from '../page/words'
import { counted, isEmpty } from './counted'
import { trying, type Opened } from './mailbox'

export interface Draft {
  text: string
}

export function letters({ view, house }: Opened): Child[] {
  if (view.letters.length === 0) return []
  const keepers = house.notice.keepers.find(({ rota }) => rota === view.rota)
  const name = keepers ? pick(keepers.name).text : ''
  return [
    h(
      'section',
      {},
      h('h2', {}, say('letters')),
      h('ol', { class: 'thread', role: 'list' }, ...view.letters.map((one) => letter(one, name))),
    ),
  ]
}

function letter({ author, text }: LetterView, keepers: string): HTMLElement {
  const who = author === 'employee' ? say('letters.you') : say('letters.keepers', { keepers })
  return h('li', { class: author === 'employee' ? 'yours' : 'theirs' }, h('h3', {}, who), h('p', { class: 'said', dir: 'auto' }, text))
}

export function letterForm(opened: Opened): HTMLElement {
  const { draft, mailbox } = opened
  const { element, field, fits } = counted({
    label: say('write'),
    hint: say('write.hint'),
    longest: LONGEST_LETTER,
    rows: 5,
    value: draft.text,
    changed: (text) => void (draft.text = text),
  })
  const error = h('p', { class: 'error', role: 'alert' })
  const send = button(say('write.send'), () => void post(), 'primary')
  const post = async (): Promise<void> => {
    error.textContent = isEmpty(field.value)
    if (error.textContent) return field.focus()
    if (!fits() || send.disabled) return
    send.disabled = true
    await trying(opened, async () => {
      await mailbox.write(field.value.trim())
      draft.text = ''
      await opened.again()
      opened.redraw(say('write.sent'))
    })
    send.disabled = false
  }
  return h('section', { class: 'write' }, element, error, h('p', {}, send))
}
