// One visit: which screen comes first, and how the screens follow each other.
import { loadHouse } from '../client/house'
import { keptKeys, type KeptKey } from '../client/keptKeys'
import { unlit } from '../client/lighting'
import { openSafe, type Safe } from '../client/safe'
import { loadSpares } from '../client/spares'
import { breakPasses } from '../client/stock'
import type { House } from '../client/types'
import { random } from '../ground/bytes'
import { sealingPublic } from '../ground/sealingKey'
import { forgetAll } from '../page/forget'
import { show } from '../page/frame'
import { opening, type Opening } from '../page/opening'
import { trying } from '../page/trying'
import { say } from '../page/words'
import { h } from '../page/dom'
import { blank, type Wish } from './form'
import { home } from './home'
import { lightAgain, lightIt } from './lighting'
import { openCandle } from './mailbox'
import { atOnce } from './now'

/** What is known on this device, and what everybody can know; the latter comes as it comes. */
export interface Visit {
  safe: Safe
  house(): Promise<House>
  opening(): Promise<Opening | null>
  wish: Wish
  kept: KeptKey[]
  spares: number
  passes: number // break passes on this device
  unlit: number // candles that are sealed here and not sent
  home(): Promise<void>
  light(): void
  lightSealed(): void // what an earlier try sealed
  open(candleKey: string): void
  forget(): Promise<void>
}

export async function visit(): Promise<void> {
  // Most browsers fetch something for a key of this kind: now, and not when the candle is lit.
  const house = trying(async () => (await Promise.all([loadHouse(), sealingPublic(random(32))]))[0])
  const safe = await openSafe()
  const now: Visit = {
    safe,
    house,
    opening,
    wish: blank(),
    kept: [],
    spares: 0,
    passes: 0,
    unlit: 0,
    home: () => goHome(now, true),
    light: () => void lightIt(now),
    lightSealed: () => void lightAgain(now),
    open: (candleKey) => void openCandle(now, candleKey),
    forget: () => forgetEverything(now),
  }
  await goHome(now, false)
}

async function goHome(visit: Visit, focus: boolean): Promise<void> {
  await look(visit)
  show(() => home(visit), { focus })
}

/** What lies on this device may have changed since, in another tab too. */
export async function look(visit: Visit): Promise<void> {
  const { safe } = visit
  const [kept, spares, passes, sealed] = await Promise.all([keptKeys(safe), loadSpares(safe), breakPasses(safe), unlit(safe)])
  Object.assign(visit, { kept, spares: spares.length, passes: passes.length, unlit: sealed })
}

async function forgetEverything(visit: Visit): Promise<void> {
  await forgetAll(visit.safe)
  await look(visit)
  visit.wish = blank()
  show(() => [
    h('h1', {}, say('forget.done')),
    h('p', { class: 'lede' }, say('forget.done.why')),
    ...atOnce(visit),
  ])
}
