// One candle, opened with its key: how it stands, letters, offers, and what can be done.
import { openMailbox, type Mailbox, type View } from '../client/candles'
import type { House, Trouble } from '../client/types'
import { sure } from '../page/ask'
import { button, h, type Child } from '../page/dom'
import { flame } from '../page/flame'
import { announce, show } from '../page/frame'
import { trouble, troubleOf } from '../page/trouble'
import { say } from '../page/words'
import { letters, letterForm, type Draft } from './letters'
import { inDanger } from './lists'
import { callable, reminder } from './now'
import { isHere, offers, takenPass } from './offers'
import { tell, when } from './hours'
import type { Visit } from './visit'

/** A candle on the screen; the draft of a letter outlives every drawing of it. */
export interface Opened {
  visit: Visit
  house: House
  mailbox: Mailbox
  view: View
  here: boolean // whether the pass that was taken lies on this device
  draft: Draft
  said: { sentence: string; failed: boolean } | null // what has just been done, or why it could not be
  again(): Promise<void>
  redraw(said?: string | null, failed?: boolean): void
}

const OVER = ['out', 'withdrawn', 'lapsed']

export async function openCandle(visit: Visit, candleKey: string): Promise<void> {
  show(() => [h('h1', {}, say('mailbox.opening')), h('div', { class: 'skeleton tall', 'aria-hidden': 'true' })])
  try {
    const [house, mailbox] = await Promise.all([visit.house(), openMailbox(candleKey)])
    const view = await mailbox.read(house)
    const opened: Opened = {
      visit,
      house,
      mailbox,
      view,
      here: await isHere(visit.safe, view),
      draft: { text: '' },
      said: null,
      again: async () => {
        opened.view = await mailbox.read(house)
        opened.here = await isHere(visit.safe, opened.view)
        opened.redraw()
      },
      redraw: (said = null, failed = false) => {
        opened.said = said === null ? null : { sentence: said, failed }
        show(() => screen(opened), { focus: false })
        if (said) announce(said)
      },
    }
    show(() => screen(opened))
  } catch (error) {
    failed(visit, candleKey, troubleOf(error))
  }
}

function failed(visit: Visit, candleKey: string, kind: Trouble): void {
  const again = button(say(kind === 'unknown-candle' ? 'mailbox.again' : 'trouble.retry'), () => visit.open(candleKey), 'primary')
  const back = button(say('mailbox.back'), () => void visit.home())
  const hour = h('p', {})
  if (kind === 'unknown-candle') void tell(visit.opening(), hour, when)
  show(() => [...trouble(kind, null, kind === 'bad-candle-key' ? null : again, back), hour, callable(visit)])
}

function screen(opened: Opened): Child[] {
  const { visit, house, view, said } = opened
  const over = OVER.includes(view.state)
  return [
    h(
      'header',
      {},
      !over && flame(),
      h('h1', {}, say(`state.${view.state}`)),
      h('p', { class: 'lede' }, say(`state.${view.state}.why`)),
    ),
    said && h('p', { class: `notice ${said.failed ? 'warning' : 'info'}` }, said.sentence),
    h('div', { class: 'row' }, button(say('mailbox.again'), () => void lookAgain(opened)), button(say('mailbox.back'), () => void visit.home())),
    view.forged > 0 && h('p', { class: 'notice bad', role: 'alert' }, say('mailbox.forged')),
    takenPass(opened),
    ...offers(opened),
    ...letters(opened),
    !over && letterForm(opened),
    !over && inDanger(house.notice.danger),
    callable(visit),
    !over && reminder(),
    !over && h('section', {}, h('h2', {}, say('withdraw.head')), h('p', {}, say('withdraw.why')), h('p', {}, button(say('withdraw'), () => void withdraw(opened), 'danger'))),
  ]
}

async function lookAgain(opened: Opened): Promise<void> {
  const before = JSON.stringify(opened.view)
  await trying(opened, async () => {
    await opened.again()
    opened.redraw(say(JSON.stringify(opened.view) === before ? 'mailbox.looked' : 'mailbox.changed'))
  })
}

async function withdraw(opened: Opened): Promise<void> {
  if (!(await sure(say('withdraw.ask'), say('withdraw.yes'), say('withdraw.no')))) return
  await trying(opened, async () => {
    await opened.mailbox.withdraw()
    await opened.again()
  })
}

/** Does something and says why it could not be done; the screen, and whatever is typed, stays. */
export async function trying(opened: Opened, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const kind = troubleOf(error)
    opened.redraw(`${say(`trouble.${kind}`)}. ${say(`trouble.${kind}.why`)}`, true)
  }
}
