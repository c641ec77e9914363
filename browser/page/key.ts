// The candle key, shown once: large, to copy, to save; kept on this device only by choice.
import { button, h } from './dom'
import { announce } from './frame'
import { say } from './words'

/** Whether a key is on the screen: it is shown once, so nothing but the person may take that screen away. */
export const keyIsShown = (): boolean => document.querySelector('section.key') !== null

/** `keep` puts the key on this device or takes it off again; null where the device can keep nothing. */
export function key(written: string, kept: boolean, keep: ((kept: boolean) => Promise<void>) | null): HTMLElement {
  const shown = h('code', {}, ...written.split('-').flatMap(groups))
  const copied = button(
    say('key.copy'),
    () =>
      void navigator.clipboard.writeText(written).then(
        () => announce((copied.textContent = say('key.copied'))),
        () => getSelection()?.selectAllChildren(shown), // refused: it is marked, to be copied by hand
      ),
  )
  const box = h('input', {
    type: 'checkbox',
    autocomplete: 'off',
    checked: kept,
    change: () => void keep?.(box.checked).then(() => announce(say(box.checked ? 'key.kept' : 'key.not_kept'))),
  })
  return h(
    'section',
    { class: 'card lamp key' },
    h('h2', {}, say('key')),
    h('p', {}, say('key.why')),
    h('p', { class: 'groups', translate: 'no' }, shown),
    h('div', { class: 'row' }, copied, button(say('key.download'), () => download(written))),
    h('p', { class: 'quiet' }, say('key.lost')),
    keep &&
      h(
        'label',
        { class: 'keep' },
        box,
        h('span', {}, say('key.keep'), h('small', { class: 'quiet' }, say('key.keep.hint'))),
      ),
  )
}

/** Groups that break between lines and are copied with their hyphens. */
const groups = (group: string, at: number, all: string[]): Node[] => [
  h('span', {}, at === all.length - 1 ? group : `${group}-`),
  h('wbr'),
]

function download(written: string): void {
  const address = URL.createObjectURL(new Blob([`${written}\n`], { type: 'text/plain' }))
  h('a', { href: address, download: say('key.file') }).click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}
