// Pieces that the console's screens share.

import { button, h, unique, type Child } from '../page/dom'
import { announce } from '../page/frame'
import { say } from '../page/words'
import { sentenceOf } from './refusals'

export const notice = (kind: 'info' | 'good' | 'warning' | 'bad', ...inside: Child[]): HTMLElement =>
  h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : null }, ...inside)

export const section = (title: string, ...inside: Child[]): HTMLElement =>
  h('section', {}, h('h2', {}, title), ...inside)

export interface Field {
  whole: HTMLElement
  input: HTMLInputElement | HTMLTextAreaElement
  complain(sentence: string): void // an empty one takes the complaint back
}

/** A label above, a hint below it, and the place of an error that its input names. */
export function field(label: string, input: HTMLInputElement | HTMLTextAreaElement, hint = ''): Field {
  const [name, told, wrong] = [unique(), unique(), unique()]
  const error = h('p', { class: 'error', id: wrong, hidden: true })
  input.id = name
  input.setAttribute('aria-describedby', [hint && told, wrong].filter(Boolean).join(' '))
  const whole = h(
    'div',
    { class: 'field' },
    h('label', { for: name }, label),
    hint ? h('span', { class: 'hint', id: told }, hint) : null,
    input,
    error,
  )
  const complain = (sentence: string): void => {
    error.textContent = sentence
    error.hidden = !sentence
    if (sentence) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
    if (sentence) input.focus()
  }
  return { whole, input, complain }
}

/** For what is written on paper and typed again. */
export const codeInput = (): HTMLInputElement =>
  h('input', {
    type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', dir: 'ltr', class: 'written',
  })

/** A form without an address: nothing of it is ever sent by the browser itself. */
export function form(send: () => Promise<void>, label: string, ...inside: Child[]): HTMLFormElement {
  const wrong = h('div', { role: 'alert' })
  const submit = h('button', { type: 'submit', class: 'button primary' }, label)
  const whole = h(
    'form',
    {
      novalidate: true,
      class: 'stack',
      submit: (event) => {
        event.preventDefault()
        void whileBusy(submit, wrong, send)
      },
    },
    ...inside,
    wrong,
    h('div', { class: 'actions' }, submit),
  )
  return whole
}

/** A button whose work takes a moment; it is not pressed twice, and what went wrong stands under it. */
export function doing(label: string, work: () => Promise<void>, kind = ''): HTMLElement {
  const wrong = h('div', { role: 'alert' })
  const pressed = button(label, () => void whileBusy(pressed, wrong, work), kind)
  return h('div', { class: 'doing' }, pressed, wrong)
}

async function whileBusy(pressed: HTMLButtonElement, wrong: HTMLElement, work: () => Promise<void>): Promise<void> {
  if (pressed.getAttribute('aria-busy') === 'true') return
  pressed.setAttribute('aria-busy', 'true')
  wrong.replaceChildren()
  try {
    await work()
  } catch (error) {
    wrong.replaceChildren(h('p', { class: 'notice bad' }, sentenceOf(error)))
  } finally {
    pressed.removeAttribute('aria-busy')
  }
}

export interface Progress {
  whole: HTMLElement
  told(part: number): void
}

/** How far some work is, 0 to 1; hidden until it begins. */
export function progress(label: string): Progress {
  const bar = h('progress', { max: 100, value: 0, 'aria-label': label })
  const whole = h('div', { class: 'progress', hidden: true }, h('p', {}, label), bar)
  return {
    whole,
    told: (part) => {
      if (whole.hidden) announce(label)
      whole.hidden = false
      bar.value = Math.round(100 * part)
    },
  }
}

/** Where one is in something that has several steps. */
export const steps = (names: string[], at: number): HTMLElement =>
  h(
    'ol',
    { class: 'steps' },
    ...names.map((name, i) =>
      h('li', { class: i < at ? 'done' : null, 'aria-current': i === at ? 'step' : null }, h('span', {}, say(name))),
    ),
  )
