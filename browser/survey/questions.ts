// One question: a group of large targets, by thumb, by arrow keys or by voice; every answer can be taken back.
import type { Answer, Question } from '../client/types'
import { add, button, h, unique } from '../page/dom'
import { announce } from '../page/frame'
import { pick, say, tongue } from '../page/words'

type Bin = Question['bins'][number]

/** The question with the answer it has; `answered` hears of every change, and whether a finger or mouse made it. */
export function question(
  asked: Question,
  answer: Answer,
  answered: (answer: Answer, pointed: boolean) => void,
): HTMLFieldSetElement {
  const { text, lang } = pick(asked.text)
  const group = h('fieldset', { class: 'question' }, h('legend', tongue(lang), text))
  const several = asked.kind === 'choices'
  const name = unique()
  const inputs: HTMLInputElement[] = []
  let pointed = false

  const chosen = (): number[] => asked.bins.filter((_bin, at) => inputs[at]?.checked).map((bin) => bin.value)
  const changed = (): void => {
    const values = chosen()
    clear.hidden = values.length === 0
    answered(values.length === 0 ? null : several ? values : values[0]!, pointed)
  }
  const clear = button(
    say('questions.clear'),
    () => {
      for (const input of inputs) input.checked = false
      pointed = false
      changed()
      inputs[0]?.focus({ preventScroll: true })
      announce(say('questions.cleared'))
    },
    'quiet clear',
  )
  clear.setAttribute('aria-label', say('questions.clear_of', { question: text }))

  const option = (bin: Bin, label: string, spoken: string): HTMLLabelElement => {
    const input = h('input', {
      type: several ? 'checkbox' : 'radio',
      name,
      autocomplete: 'off',
      checked: Array.isArray(answer) ? answer.includes(bin.value) : answer === bin.value,
      change: changed,
    })
    if (spoken !== label) input.setAttribute('aria-label', spoken)
    inputs.push(input)
    return h('label', { class: 'option', pointerdown: () => void (pointed = true), keydown: () => void (pointed = false) }, input, h('span', {}, label))
  }

  add(group, several ? [h('p', { class: 'hint' }, say('questions.several'))] : [])
  const ends = endsOf(asked)
  const [low, high] = (ends ?? []).map((end) => h('span', { 'aria-hidden': 'true' }, end))
  add(group, [ends ? scale(asked, ends, option) : list(asked, option), h('div', { class: 'under' }, low, clear, high)])
  clear.hidden = inputs.every((input) => !input.checked)
  return group
}

type Make = (bin: Bin, label: string, spoken: string) => HTMLLabelElement

function list(asked: Question, option: Make): HTMLElement {
  const options = asked.bins.map((bin) => {
    const { text, lang } = pick(bin.text)
    const made = option(bin, text, text)
    for (const [name, value] of Object.entries(tongue(lang))) made.setAttribute(name, value)
    return made
  })
  return h('div', { class: 'options' }, ...options)
}

/** The words at both ends of a row of numbers; null where the steps between have words too and make a list. */
function endsOf({ kind, bins }: Question): [string, string] | null {
  if (kind === 'recommend') return [say('questions.least'), say('questions.most')]
  const words = bins.map((bin) => pick(bin.text).text)
  const plain = bins.slice(1, -1).every((bin, at) => words[at + 1] === String(bin.value))
  return kind === 'scale' && plain ? [words[0]!, words.at(-1)!] : null
}

function scale(asked: Question, ends: [string, string], option: Make): HTMLElement {
  const last = asked.bins.length - 1
  const options = asked.bins.map((bin, at) => {
    const value = String(bin.value)
    const end = at === 0 ? ends[0] : at === last ? ends[1] : value
    return option(bin, value, end === value ? value : `${value}, ${end}`)
  })
  return h('div', { class: `scale ${options.length > 7 ? 'eleven' : 'short'}` }, ...options)
}
