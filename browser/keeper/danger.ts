// "A note that speaks of danger to life": what to do then, as the organisation wrote it, one press away.

import type { HouseNotice } from '../client/types'
import { contacts } from '../page/contacts'
import { button, h } from '../page/dom'
import { pick, say, tongue } from '../page/words'

/** `answer` puts the contacts into a letter; null where none can be written. */
export function dangerButton(house: HouseNotice, answer: (() => void) | null): HTMLElement {
  return button(say('danger'), () => danger(house, answer), 'danger')
}

function danger(house: HouseNotice, answer: (() => void) | null): void {
  const { text, lang } = pick(house.danger)
  const told = text ? h('div', tongue(lang), ...paragraphs(text)) : h('div', {}, ...paragraphs(say('danger.unwritten')))
  const dialog = h(
    'dialog',
    { class: 'dialog danger', 'aria-labelledby': 'danger', close: () => dialog.remove() },
    h('h2', { id: 'danger', tabindex: '-1' }, say('danger.title')),
    told,
    h('h3', {}, say('danger.contacts')),
    contacts(house.contacts),
    h(
      'div',
      { class: 'row' },
      answer &&
        button(
          say('danger.answer'),
          () => {
            dialog.close()
            answer()
          },
          'primary',
        ),
      button(say('danger.close'), () => dialog.close()),
    ),
  )
  document.body.append(dialog)
  dialog.showModal()
  dialog.querySelector('h2')?.focus()
  dialog.scrollTop = 0
}

const paragraphs = (text: string): HTMLElement[] => text.split(/\n{2,}/).map((part) => h('p', {}, part))

/** A letter with the crisis contacts; the keeper reads it and sends it. */
export function crisisLetter({ contacts: list }: HouseNotice): string {
  const lines = list.map(({ name, reach }) => `${pick(name).text}: ${reach}`)
  const whom = lines.length > 0 ? [say('danger.letter'), lines.join('\n')] : [say('danger.letter.bare')]
  return [...whom, say('danger.letter.end')].join('\n\n')
}
