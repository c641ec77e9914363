// Lighting a candle without a survey: a flag under a spare pass that everybody holds, or, without one, a bare flag
// (docs/protocol.md section 6). Never asks the door. What is sealed is on the device before it is sent.

import { concat, random, sha256, toHex, utf8 } from '../ground/bytes'
import { raiseFlag } from '../ground/flag'
import { canonical } from '../ground/json'
import { newCandleKey, written } from '../ground/mailbox'
import { signingKeys } from './chain'
import { sealFlag, type SealedFlag } from './flags'
import { keepersFor } from './house'
import type { Safe } from './safe'
import { oldestSpare, type SparePass } from './spares'
import { oneAtATime } from './tabs'
import { Failure, type Bytes, type House, type Wanted } from './types'
import { postBytes } from './wire'

/** `now`: whatever waits is opened together with this one at once, which costs cover. */
export type How = 'batch' | 'now'

export interface Lit {
  candleKey: string // as it is written; shown once, kept on the device only by choice
  verified: boolean // whether a pass went with it
}

/** What is sealed and not acknowledged yet. */
interface Lighting {
  wanted: string // digest of what was wanted: the same again is the same flag
  how: How
  candleKey: string
  flag: SealedFlag
  spare: SparePass | null
  day: string
}

const PATHS = { batch: '/flags/', now: '/flags/now/' }
const SPENT = [400, 409, 410] // another pass is tried: this one is spent, too old, or not believed

/** Light one. After 'offline' it is on the device: the same wish again on that day sends the same bytes. Throws Failure:
 * 'no-keepers', 'too-many' for one without a pass, 'mistrust', 'offline', 'broken'. */
export function light(safe: Safe, house: House, wanted: Wanted, how: How): Promise<Lit> {
  return alone(async () => {
    const digest = await digestOf(wanted, how)
    const begun = (await all(safe)).find(({ lighting }) => lighting.wanted === digest && lighting.day === today())
    return send(safe, begun ?? { name: place(), lighting: await seal(house, wanted, how, digest) })
  })
}

/** How many are sealed on this device and not acknowledged. */
export async function unlit(safe: Safe): Promise<number> {
  return (await all(safe)).length
}

/** Send one of those that an earlier visit sealed. Null when there is none. Throws Failure as `light`. */
export function lightSealed(safe: Safe): Promise<Lit | null> {
  return alone(async () => {
    const [first] = await all(safe)
    return first ? send(safe, first) : null
  })
}

/** Never mind: nothing that is sealed here goes out any more. */
export function dropSealed(safe: Safe): Promise<void> {
  return alone(async () => {
    for (const name of await safe.names('flag ')) await safe.drop(name)
  })
}

async function seal(house: House, wanted: Wanted, how: How, digest: string): Promise<Lighting> {
  await signingKeys(house, keepersFor(house.notice, wanted.rota).rota) // nothing is sealed to keys out of the chain
  const candleKey = newCandleKey()
  const flag = await sealFlag(house.notice, house, candleKey, wanted)
  return { wanted: digest, how, candleKey: written(candleKey), flag, spare: null, day: today() }
}

/** With one pass after the other, at last without. */
async function send(safe: Safe, { name, lighting }: { name: string; lighting: Lighting }): Promise<Lit> {
  for (;;) {
    lighting.spare ??= await claim(safe, name, lighting)
    await safe.put(name, lighting)
    const { status } = await post(lighting)
    if (status === 200) {
      await safe.drop(name)
      return { candleKey: lighting.candleKey, verified: lighting.spare !== null }
    }
    if (lighting.spare === null || !SPENT.includes(status)) return refuse(safe, name, status)
    lighting.spare = null
  }
}

/** A spare pass moves from the stock to this flag: first there, then gone here, so that a crash loses none. */
async function claim(safe: Safe, name: string, lighting: Lighting): Promise<SparePass | null> {
  const found = await oldestSpare(safe)
  if (found === null) return null
  await safe.put(name, { ...lighting, spare: found.spare })
  await safe.drop(found.name)
  return found.spare
}

async function post({ how, flag, spare }: Lighting): ReturnType<typeof postBytes> {
  if (spare === null) return postBytes('nameless', '/flags/bare/', concat(flag.router, flag.sealed))
  return postBytes('nameless', PATHS[how], await raiseFlag(spare.pass, spare.oneTime, flag.router, flag.sealed))
}

async function refuse(safe: Safe, name: string, status: number): Promise<never> {
  if (status < 500) await safe.drop(name)
  throw new Failure(status === 409 ? 'too-many' : 'broken', `the flag was answered with ${status}`)
}

async function digestOf({ urgency, rota, kinds, note }: Wanted, how: How): Promise<string> {
  const text: Bytes = utf8(canonical({ urgency, rota, kinds, note, how }))
  return toHex(await sha256(text))
}

async function all(safe: Safe): Promise<{ name: string; lighting: Lighting }[]> {
  const found = []
  for (const name of await safe.names('flag ')) {
    const lighting = await safe.get<Lighting>(name)
    if (lighting !== null) found.push({ name, lighting })
  }
  return found
}

const alone = <T>(work: () => Promise<T>): Promise<T> => oneAtATime('candle', work)
const today = (): string => new Date().toISOString().slice(0, 10)
const place = (): string => `flag ${toHex(random(8))}`
