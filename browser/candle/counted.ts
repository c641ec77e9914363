// A field for text of a limited length, which says how much still fits. Nothing typed is ever cut off.
import { length } from '../ground/letter'
import { h, unique } from '../page/dom'
import { count, say } from '../page/words'

const NEAR = 100 // characters before the end from which on the rest is counted

export interface Asked {
  label: string
  hint: string
  longest: number // characters
  rows: number
  value: string
  changed(text: string): void
}

export interface Counted {
  element: HTMLElement
  field: HTMLTextAreaElement
  /** Whether it fits; says so beside the field, and goes there, when it does not. */
  fits(): boolean
}

export function counted({ label, hint, longest, rows, value, changed }: Asked): Counted {
  const [id, told] = [unique(), unique()]
  const left = h('p', { class: 'hint', id: told, 'aria-live': 'polite' })
  const draw = (): number => {
    const rest = longest - length(field.value.trim())
    left.className = rest < 0 ? 'error' : 'hint'
    left.textContent = rest < 0 ? count('counted.over', -rest) : rest <= NEAR ? count('counted.left', rest) : ''
    if (rest < 0) field.setAttribute('aria-invalid', 'true')
    else field.removeAttribute('aria-invalid')
    return rest
  }
  const field = h('textarea', {
    id,
    rows: String(rows),
    autocomplete: 'off',
    dir: 'auto',
    'aria-describedby': `${id}h ${told}`,
    value,
    input: () => {
      draw()
      changed(field.value)
    },
  })
  draw()
  const fits = (): boolean => {
    const good = draw() >= 0
    if (!good) field.focus()
    return good
  }
  const element = h('div', { class: 'field' }, h('label', { for: id }, label), h('p', { class: 'hint', id: `${id}h` }, hint), field, left)
  return { element, field, fits }
}

/** An empty text says why nothing happens. */
export const isEmpty = (text: string): string | null => (text.trim() ? null : say('counted.empty'))
