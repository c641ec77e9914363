// From this device to the desk: a link, the text, a file, or a code for another device. The same for every pass.
import { toBase64Url } from '../ground/bytes'
import type { BreakPass } from '../client/stock'
import { button, h } from '../page/dom'
import { announce } from '../page/frame'
import { page, say } from '../page/words'
import { code } from './code'

/** `which` tells several passes of a kind apart. */
export function carrying({ pass }: BreakPass, which: string | null, used: () => void): HTMLElement {
  const text = toBase64Url(pass)
  const address = `${page.named}/rest/redeem/#${text}`
  const place = h('div', { class: 'qr', hidden: true })
  const showCode = button(say('carry.code'), () => {
    if (!place.firstChild) place.append(code(address, say('carry.code.label')), h('p', { class: 'quiet' }, say('carry.code.why')))
    place.hidden = !place.hidden
    showCode.setAttribute('aria-expanded', String(!place.hidden))
    showCode.textContent = say(place.hidden ? 'carry.code' : 'carry.code.hide')
  })
  showCode.setAttribute('aria-expanded', 'false')
  return h(
    'div',
    { class: 'carry', role: which ? 'group' : null, 'aria-label': which },
    which && h('h3', {}, which),
    h('p', {}, h('a', { class: 'button primary', href: address, rel: 'noreferrer' }, say('carry.go'))),
    h('details', {}, h('summary', {}, say('carry.other')), h('div', { class: 'row' }, copying(text), saving(text), showCode), place),
    h('p', { class: 'quiet' }, say('used.ask'), ' ', button(say('used.mark'), used, 'quiet')),
  )
}

function copying(text: string): HTMLElement {
  const fallback = h('code', { class: 'code', hidden: true }, text)
  const copy = button(say('carry.copy'), () => {
    navigator.clipboard.writeText(text).then(
      () => announce((copy.textContent = say('carry.copied'))),
      () => {
        fallback.hidden = false // refused: it is marked, to be copied by hand
        getSelection()?.selectAllChildren(fallback)
      },
    )
  })
  return h('span', {}, copy, fallback)
}

const saving = (text: string): HTMLElement =>
  button(say('carry.save'), () => {
    const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
    h('a', { href: address, download: say('carry.file') }).click()
    setTimeout(() => URL.revokeObjectURL(address), 1000)
  })
