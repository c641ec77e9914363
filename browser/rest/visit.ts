// One visit: collecting when a token came along, then the passes on this device.
import { collect, type Collected } from '../client/collecting'
import { cover } from '../client/cover'
import { loadHouse } from '../client/house'
import { openSafe, type Safe } from '../client/safe'
import { loadSpares } from '../client/spares'
import { breakPasses, exchange, waitingRights, type BreakPass } from '../client/stock'
import { Failure, type House, type Trouble } from '../client/types'
import { h, button, type Child } from '../page/dom'
import { forgetAll } from '../page/forget'
import { show } from '../page/frame'
import { trouble, troubleOf } from '../page/trouble'
import { trying } from '../page/trying'
import { count, say } from '../page/words'
import { enough, type Enough } from './enough'
import { passes } from './passes'
import { dropOldUsed, usedPasses, type Used } from './used'

export interface Visit {
  safe: Safe
  house(): Promise<House>
  enough(): Promise<Enough>
  passes: BreakPass[]
  used: Used[]
  waiting: number // rights that are not exchanged yet
  spares: number
  said: string | null // what has just been done
  show(said?: string | null): Promise<void>
  forget(): Promise<void>
}

export async function visit(token: string | null): Promise<void> {
  const house = trying(loadHouse)
  const now: Visit = {
    safe: await openSafe(),
    house,
    enough: trying(async () => enough(await house())),
    passes: [],
    used: [],
    waiting: 0,
    spares: 0,
    said: null,
    show: (said = null) => list(now, said, true),
    forget: async () => {
      await forgetAll(now.safe)
      show(() => [h('h1', {}, say('forget.done')), h('p', { class: 'lede' }, say('forget.done.why'))])
    },
  }
  await dropOldUsed(now.safe)
  if (token) await collecting(now, token)
  else {
    await list(now, null, false)
    if (now.waiting > 0) await quietly(() => exchangeAgain(now))
  }
  if (now.spares > 0) await quietly(async () => cover(now.safe, await now.house()))
}

async function list(visit: Visit, said: string | null, focus: boolean): Promise<void> {
  const { safe } = visit
  const [held, used, waiting, spares] = await Promise.all([breakPasses(safe), usedPasses(safe), waitingRights(safe), loadSpares(safe)])
  Object.assign(visit, { passes: held, used, waiting, spares: spares.length, said })
  show(() => passes(visit), { focus })
}

/** What an earlier visit could not exchange; when it cannot be done now either, the page says how many wait. */
async function exchangeAgain(visit: Visit): Promise<void> {
  await exchange(visit.safe, (await visit.house()).breaks)
  await list(visit, null, false)
}

/** What nobody waits for may fail, and is done at another visit. */
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

async function collecting(visit: Visit, token: string): Promise<void> {
  show(
    () => [h('h1', {}, say('collecting')), h('p', { class: 'quiet', role: 'status' }, say('collecting.stay')), h('div', { class: 'skeleton tall', 'aria-hidden': 'true' })],
    { focus: false },
  )
  try {
    const collected = await collect(visit.safe, token, await visit.house())
    await list(visit, words(collected), true)
  } catch (error) {
    failed(visit, token, troubleOf(error))
  }
}

function words({ rights, spares }: Collected): string {
  if (rights > 0) return count('collected', rights)
  return spares > 0 ? say('collected.spares') : say('collected.before')
}

function failed(visit: Visit, token: string, kind: Trouble): void {
  const again = button(say('trouble.retry'), () => void collecting(visit, token), 'primary')
  const back = button(say('rest.back'), () => void visit.show())
  show((): Child[] => trouble(kind, null, kind === 'token-over' ? null : again, back))
}
