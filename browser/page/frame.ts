// The page's frame: one view at a time, drawn again when the language changes; what is said aloud; quick exit.
import { button, h, type Child } from './dom'
import { language, page, say, speak } from './words'

type View = () => Child[]

const main = (): HTMLElement => document.getElementById('main')!
let current: View = () => []
let gone = false

/** Shows a view. Its first heading takes the focus, unless the page has only just been opened. */
export function show(view: View, { focus = true } = {}): void {
  if (gone) return
  current = view
  draw()
  if (!focus) return
  const heading = main().querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus({ preventScroll: true })
  scrollTo({ top: 0 })
}

/** Draws the view again, as it stands. */
export function draw(): void {
  if (gone) return
  const filled = document.createDocumentFragment()
  for (const child of current()) if (child) filled.append(child)
  main().replaceChildren(filled)
}

/** Says a sentence to those who listen to the page. */
export function announce(sentence: string): void {
  const said = document.getElementById('said')
  if (!said) return
  said.textContent = ''
  setTimeout(() => (said.textContent = sentence), 60)
}

const LATE = 2000 // milliseconds; a slow disk is given so long, with nothing on the screen

/** The choice of languages and the quick exit; `leaving` is done before the page is left. Null: a page of somebody's work. */
export function frame(leaving: (() => void | Promise<void>) | null): void {
  speak(language.code)
  const exit = leaving && ((): void => leave(leaving))
  furnish(exit)
  if (exit === null) return
  let last = -Infinity
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    if (event.timeStamp - last < 1200) exit()
    last = event.timeStamp
  })
}

function furnish(exit: (() => void) | null): void {
  const pick = h(
    'select',
    {
      id: 'language',
      autocomplete: 'off',
      'aria-label': say('language'),
      change: () => {
        speak(pick.value)
        furnish(exit)
        draw()
        document.getElementById('language')?.focus()
      },
    },
    ...page.languages.map(({ code, name }) => h('option', { value: code, lang: code }, name)),
  )
  pick.value = language.code
  document.getElementById('choices')?.replaceChildren(pick)
  if (exit) {
    const out = button(say('leave'), exit, 'quickexit')
    out.title = say('leave.hint')
    document.getElementById('leave')?.replaceChildren(out)
  }
  translate('.skip', say('skip'))
  translate('#knows', say('knows'))
  translate('.imprint', say('imprint'))
}

/** What stands around the page came in English, since its bytes are the same for everybody. */
function translate(place: string, words: string): void {
  const found = document.querySelector(place)
  if (found) found.textContent = words
}

/** Clears the screen at once and goes where nothing tells of a survey; the way back leads there too. */
function leave(leaving: () => void | Promise<void>): void {
  gone = true
  document.body.replaceChildren()
  document.title = ''
  // The screen is empty; the page goes once the draft is erased, and in a moment whatever becomes of that.
  const late = new Promise((resolve) => setTimeout(resolve, LATE))
  const away = (): void => location.replace(page.imprint || 'about:blank')
  void Promise.race([leaving(), late]).then(away, away)
}
