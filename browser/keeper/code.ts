// A written code on the screen: large, in groups, to print or copy by hand; and the question whether it was written down.

import { button, h, type Child } from '../page/dom'
import { page, say } from '../page/words'
import { codeInput, field, form } from './parts'

/** The code itself, with what it is for; this part alone is printed. */
export function codeCard(title: string, code: string, ...about: Child[]): HTMLElement {
  const groups = code.split('-')
  return h(
    'section',
    { class: 'card lamp kit' },
    h('h2', {}, title),
    h('p', { class: 'printed' }, `${page.organisation} · ${page.nameless}/keeper/`),
    h('p', { class: 'groups', dir: 'ltr', translate: 'no' }, h('code', {}, ...groups.flatMap(joined))),
    ...about,
  )
}

/** Groups that break between lines and are copied with their hyphens. */
const joined = (group: string, at: number, all: string[]): Node[] => [
  h('span', {}, at === all.length - 1 ? group : `${group}-`),
  h('wbr'),
]

export const printing = (): HTMLButtonElement => button(say('kit.print'), () => print())

/** Two of the groups, typed from the paper; `done` once both are right. */
export function typedBack(code: string, back: () => void, done: () => Promise<void>): HTMLElement {
  const groups = code.split('-').slice(0, -1)
  const asked = twoOf(groups.length)
  const fields = asked.map((at) => field(say('kit.group', { number: at + 1 }), codeInput()))
  const send = async (): Promise<void> => {
    for (const [i, one] of fields.entries()) {
      const right = plain(one.input.value) === groups[asked[i]!]
      one.complain(right ? '' : say('kit.wrong'))
      if (!right) return
    }
    await done()
  }
  return form(send, say('kit.check.go'), ...fields.map((one) => one.whole), button(say('kit.again'), back, 'quiet'))
}

const plain = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

function twoOf(size: number): [number, number] {
  const [first, other] = crypto.getRandomValues(new Uint32Array(2))
  const one = first! % size
  return [one, (one + 1 + (other! % (size - 1))) % size].sort((a, b) => a - b) as [number, number]
}
