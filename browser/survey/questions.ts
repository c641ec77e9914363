// One question: a group of large targets, by thumb, by arrow keys or by voice; every answer can be taken back.
import type { Answer, Question } from '../client/types'
import { add, button, h, unique } from './dom'
import { announce } from './frame'
import { pick, say, tongue } from './words'

type Bin = Question['bins'][number]

/** The question with the answer it has; `answered` hears of every change, and whether a finger or mouse made it. */
export function question(
  asked: Question,
  answer: Answer,
  answered: (answer: Answer, pointed: boolean) => void,
): HTMLFieldSetElement {
  const { text, lang } = pick(asked.text)
  const group = h('fieldset', { class: 'question', ...tongue(lang) }, h('legend', {}, text))
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
  add(group, asked.kind === 'scale' || asked.kind === 'recommend' ? scale(asked, option) : list(asked, option))
  clear.hidden = inputs.every((input) => !input.checked)
  add(group, [clear])
  return group
}

type Make = (bin: Bin, label: string, spoken: string) => HTMLLabelElement

function list(asked: Question, option: Make): HTMLElement[] {
  const options = asked.bins.map((bin) => {
    const { text, lang } = pick(bin.text)
    const made = option(bin, text, text)
    if (tongue(lang)['lang']) made.lang = lang
    return made
  })
  return [h('div', { class: 'options' }, ...options)]
}

/** A row of numbers with words at its ends; a list where the steps between have words of their own. */
function scale(asked: Question, option: Make): HTMLElement[] {
  const last = asked.bins.length - 1
  const words = asked.bins.map((bin) => pick(bin.text).text)
  const between = words.slice(1, last).some((word, at) => word !== String(asked.bins[at + 1]!.value))
  if (between) return list(asked, option)
  const recommend = asked.kind === 'recommend'
  const ends = recommend ? [say('questions.never'), say('questions.always')] : [words[0]!, words[last]!]
  const options = asked.bins.map((bin, at) => {
    const value = String(bin.value)
    const end = at === 0 ? ends[0] : at === last ? ends[1] : null
    return option(bin, value, end && end !== value ? `${value}, ${end}` : value)
  })
  const size = options.length > 7 ? 'eleven' : 'short'
  return [
    h('div', { class: `scale ${size}` }, ...options),
    h('p', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, ends[0]), h('span', {}, ends[1])),
  ]
}
