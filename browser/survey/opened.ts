// One visit: which screen comes first, and how the screens follow each other.
import { quickNotice, loadPapers } from '../client/papers'
import { loadReceipts } from '../client/receipts'
import { openSafe, type Safe } from '../client/safe'
import { pending, resume } from '../client/sending'
import { holdAlone, takeOver } from '../client/tabs'
import type { Invitation, Papers, Receipt, WaveNotice } from '../client/types'
import { button, h, type Child } from '../page/dom'
import { show } from '../page/frame'
import { keyIsShown } from '../page/key'
import { trouble, troubleOf } from '../page/trouble'
import { trying } from '../page/trying'
import { say } from '../page/words'
import { answering } from './answering'
import { deliver } from './deliver'
import { ended } from './ended'
import { noProgress } from './progress'
import { isSealed, keptInvitation, type Store } from './store'
import { visit } from './visit'

/** What is known of the survey that was opened; both come as they come. */
export interface Opened {
  notice: string
  safe: Safe
  wave: Promise<WaveNotice>
  papers(): Promise<Papers>
  store: Store | null
  enter(notice: string, invitation: Invitation | null): Promise<void>
  visit(heading: Child[]): Promise<void>
  carryOn(notice: string): void // sends what is sealed of this or another survey
}

export interface Visiting {
  enter(notice: string, invitation: Invitation | null): Promise<void>
  erase(): Promise<void>
}

export function opened(): Visiting {
  let now: Opened | null = null
  const enter = async (notice: string, invitation: Invitation | null): Promise<void> => {
    now?.store?.stop()
    history.replaceState(null, '', `/w/${notice}`)
    const papers = trying(() => loadPapers(notice))
    const wave = quickNotice(notice)
    wave.catch(() => {})
    const safe = await openSafe()
    const opened: Opened = {
      notice, safe, wave, papers, store: null, enter,
      visit: (heading) => comeBy(opened, heading),
      carryOn: (sealed) => void carryOn(opened, sealed),
    }
    now = opened
    await begin(opened, invitation ?? (await keptInvitation(safe, notice)))
  }
  return { enter, erase: async () => now?.store?.erase() }
}

const held = new Set<string>() // by this tab: a link that is pasted here does not meet the tab's own lock

async function begin(opened: Opened, invitation: Invitation | null): Promise<void> {
  const { notice } = opened
  const lost = (): void => {
    held.delete(notice)
    opened.store?.stop()
    if (keyIsShown()) return
    noProgress()
    show(() => trouble('moved', null))
  }
  if (!held.has(notice) && !(await holdAlone(notice, lost))) {
    const take = (): void => {
      held.add(notice)
      void takeOver(notice, lost).then(() => go(opened, invitation))
    }
    show(() => trouble('other-tab', null, button(say('trouble.other-tab.take'), take, 'primary')), { focus: false })
    return
  }
  held.add(notice)
  await go(opened, invitation)
}

async function go(opened: Opened, invitation: Invitation | null): Promise<void> {
  const { notice, safe } = opened
  if (await isSealed(safe, notice, invitation)) return carryOn(opened, notice)
  const earlier = (await loadReceipts(safe)).find((receipt) => receipt.notice === notice)
  if (earlier) return ended(opened, earlier, { earlier: true, another: invitation && (() => answer(opened, invitation)) })
  if (!invitation) return opened.visit([h('h1', {}, say('visit')), h('p', { class: 'lede' }, say('visit.why'))])
  await answer(opened, invitation)
}

async function answer(opened: Opened, invitation: Invitation): Promise<void> {
  try {
    await answering(opened, invitation, await opened.wave)
  } catch (error) {
    const kind = troubleOf(error)
    if (kind === 'unknown-wave') return opened.visit(trouble(kind, null))
    const retry = (): void => void opened.enter(opened.notice, invitation)
    show(() => trouble(kind, null, button(say('trouble.retry'), retry, 'primary')), { focus: false })
    if (kind === 'offline') addEventListener('online', retry, { once: true })
  }
}

/** What an earlier visit sealed and could not send goes out now. */
async function carryOn(opened: Opened, notice: string): Promise<void> {
  await deliver({
    wave: null,
    send: (onStage) => resume(opened.safe, notice, onStage),
    sealed: () => Promise.resolve(opened.safe.works ? 'kept' : 'loose'),
    done: (receipt: Receipt) => ended(opened, receipt, { earlier: false, another: null }),
    failed: null,
    back: null,
    whole: null,
  })
}

async function comeBy(opened: Opened, heading: Child[]): Promise<void> {
  const { safe } = opened
  const [waiting, receipts] = await Promise.all([pending(safe), loadReceipts(safe)])
  noProgress()
  show(
    () =>
      visit({
        heading,
        pending: waiting,
        receipts,
        enter: (notice, invitation) => void opened.enter(notice, invitation),
        resume: (notice) => void carryOn(opened, notice),
      }),
    { focus: false },
  )
}
