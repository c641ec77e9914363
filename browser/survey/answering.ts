// While somebody answers: draft and passes in the background, then Send.
import { openWaves } from '../client/papers'
import { Sending } from '../client/sending'
import type { Filled, Invitation, Trouble, WaveNotice } from '../client/types'
import { button } from '../page/dom'
import { show } from '../page/frame'
import { trouble, troubleOf } from '../page/trouble'
import { say } from '../page/words'
import { deliver } from './deliver'
import { ended } from './ended'
import type { Opened } from './opened'
import { noProgress } from './progress'
import { isSealed, Store } from './store'
import { isGiven, survey, type Survey } from './survey'

const FINAL: Trouble[] = ['closed', 'not-open', 'mistrust', 'unknown-wave', 'old-browser']

const blank = (): Filled => ({ answers: {}, labelled: true, lit: false, urgency: null, rota: null })

export async function answering(opened: Opened, invitation: Invitation, wave: WaveNotice): Promise<void> {
  const cohort = wave.cohorts.find(({ id }) => id === invitation.cohort)
  if (!cohort) return opened.visit(trouble('unknown-invitation', wave))
  const shut = await isShut(opened.notice, wave)
  if (shut) return show(() => trouble(shut, wave), { focus: false })
  const store = (opened.store = new Store(opened.safe, opened.notice, invitation))
  const draft = await store.load()
  const shown: Survey = {
    wave,
    cohort,
    filled: draft ?? blank(),
    elsewhere: false,
    restored: draft !== null && Object.values(draft.answers).some(isGiven),
    keeps: opened.safe.works,
    papers: opened.papers(),
    group: null,
    changed: () => {
      store.save(shown.filled)
      ahead()
    },
    forget: () => {
      void store.erase()
      Object.assign(shown, { filled: { ...blank(), labelled: !shown.elsewhere }, restored: false })
      screen()
    },
    send: () => void send(opened, invitation, shown, screen),
  }
  const screen = (focus = true): void => show(() => survey(shown), { focus })
  const ahead = once(() => fetchAhead(opened, invitation, shown))
  screen(false)
  if (shown.restored) ahead()
  opened.papers().catch((error: unknown) => stopped(opened, troubleOf(error), wave))
}

/** The device's clock says that it is over, or has not begun: the server is asked, since clocks of devices are wrong. */
async function isShut(notice: string, wave: WaveNotice): Promise<Trouble | null> {
  const now = Date.now()
  const early = now < Date.parse(wave.opens)
  if (!early && now < Date.parse(wave.closes)) return null
  const open = await openWaves().catch(() => null)
  if (!open || open.some((one) => one.notice === notice)) return null
  return early ? 'not-open' : 'closed'
}

const once = (act: () => void): (() => void) => {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}

/** Passes for the group, while the person is still answering; what fails now is told at Send, unless it is final. */
async function fetchAhead(opened: Opened, invitation: Invitation, shown: Survey): Promise<void> {
  try {
    await new Sending(await opened.papers(), invitation, opened.safe).fetchAhead()
  } catch (error) {
    const kind = troubleOf(error)
    if (kind === 'label-elsewhere') {
      shown.elsewhere = true
      shown.group?.elsewhere()
    } else if (kind === 'unknown-invitation') await opened.visit(trouble(kind, shown.wave))
    else stopped(opened, kind, shown.wave)
  }
}

/** Nothing can be sent, whatever is answered: said at once. */
function stopped(opened: Opened, kind: Trouble, wave: WaveNotice): void {
  if (!FINAL.includes(kind)) return
  noProgress()
  const retry = button(say('trouble.retry'), () => location.reload(), 'primary')
  show(() => (kind === 'mistrust' ? trouble(kind, wave, retry) : trouble(kind, wave)))
  if (kind !== 'mistrust') void opened.store?.erase()
}

async function send(opened: Opened, invitation: Invitation, shown: Survey, back: () => void): Promise<void> {
  const { wave, filled } = shown
  const { safe, notice } = opened
  noProgress()
  const answers = Object.fromEntries(wave.questions.map(({ key }) => [key, filled.answers[key] ?? null]))
  await deliver({
    wave,
    send: async (onStage) => {
      const papers = await opened.papers()
      return new Sending(papers, invitation, safe).send({ ...filled, answers }, onStage)
    },
    sealed: async () => ((await isSealed(safe, notice, invitation)) ? (safe.works ? 'kept' : 'loose') : null),
    done: (receipt) => {
      void opened.store?.erase()
      shown.filled = blank()
      void ended(opened, receipt, { earlier: false, another: null })
    },
    failed: (kind) => void ((kind === 'used-elsewhere' || kind === 'closed') && opened.store?.erase()),
    back,
    whole: () => {
      filled.labelled = false
      shown.elsewhere = true
      void send(opened, invitation, shown, back)
    },
  })
}
