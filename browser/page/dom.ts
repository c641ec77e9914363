// Builds elements; text is only ever text, so that nothing of a survey can become markup.

export type Child = Node | string | null | undefined | false
type Value = string | number | boolean | EventListener | null | undefined
type Attributes = Record<string, Value>

/** An element; functions are listeners, `checked` and `value` are set as properties, so that no answer is ever markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) give(element, name, value)
  add(element, children)
  return element
}

/** An SVG element. */
export function s(tag: string, attributes: Record<string, string> = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

export function add(parent: Element, children: Child[]): void {
  for (const child of children) if (child !== null && child !== undefined && child !== false) parent.append(child)
}

function give(element: Element, name: string, value: Value): void {
  if (typeof value === 'function') element.addEventListener(name, value)
  else if (name === 'checked' || name === 'value' || name === 'disabled' || name === 'hidden') {
    Object.assign(element, { [name]: value })
  } else if (value === true) element.setAttribute(name, '')
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value))
}

let made = 0
/** A name for an element of this page, used once. */
export const unique = (): string => `x${++made}`

/** A button that is not one of a form. */
export function button(text: Child, press: () => void, kind = ''): HTMLButtonElement {
  return h('button', { type: 'button', class: `button ${kind}`.trim(), click: press }, text)
}
