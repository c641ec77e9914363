// Choosing a passphrase: twice, with its strength said plainly while it is typed.

import { h } from '../page/dom'
import { say } from '../page/words'
import { field } from './parts'
import { strengthOf } from './strength'

export interface Choice {
  whole: HTMLElement
  chosen(): string | null // null when it is not good enough or not twice the same; the person is told
}

const secret = (autocomplete: string): HTMLInputElement =>
  h('input', { type: 'password', autocomplete, spellcheck: 'false', autocapitalize: 'off' })

export function choosePassphrase(): Choice {
  const first = field(say('pass.first'), secret('new-password'), say('pass.hint'))
  const again = field(say('pass.again'), secret('new-password'))
  const strength = h('p', { class: 'strength', role: 'status' })
  first.input.addEventListener('input', () => {
    first.complain('')
    const found = strengthOf(first.input.value)
    strength.className = `strength ${found}`
    strength.textContent = first.input.value ? say(`pass.${found}`) : ''
  })
  again.input.addEventListener('input', () => again.complain(''))
  first.whole.append(strength)
  return {
    whole: h('div', { class: 'stack' }, first.whole, again.whole, showing([first.input, again.input])),
    chosen: () => {
      const found = strengthOf(first.input.value)
      if (found === 'short' || found === 'weak') first.complain(say(`pass.${found}`))
      else if (first.input.value !== again.input.value) again.complain(say('pass.differs'))
      else return first.input.value
      return null
    },
  }
}

/** Whoever sits alone may look at what they type. */
export function showing(inputs: (HTMLInputElement | HTMLTextAreaElement)[]): HTMLElement {
  const box = h('input', {
    type: 'checkbox',
    autocomplete: 'off',
    change: () => {
      for (const input of inputs) input.setAttribute('type', box.checked ? 'text' : 'password')
    },
  })
  return h('div', { class: 'field check' }, h('label', {}, box, h('span', {}, say('pass.show'))))
}

/** The passphrase that somebody has chosen before. */
export const oldPassphrase = (): HTMLInputElement => secret('current-password')
