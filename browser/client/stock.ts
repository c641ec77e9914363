// Rest in stock: everybody's entitlement passes, exchanged for break passes as soon as they are held, whether or not
// anybody lights a candle (docs/protocol.md section 7). What is cut off anywhere is asked again with the same bytes.

import { fromBase64, random, toBase64, toHex } from '../ground/bytes'
import { canonical } from '../ground/json'
import { keyId } from '../ground/keys'
import { serial } from '../ground/passes'
import { isGood, quarterOf } from '../ground/quarters'
import type { Safe } from './safe'
import { oneAtATime } from './tabs'
import { Failure, type Bytes, type HouseNotice, type RestKey } from './types'
import { postText } from './wire'
import { grant, wish, type Wish } from './wishes'

const MOST = 8 // exchanges in one request

/** An entitlement pass on its way. */
export interface Right {
  kind: string
  quarter: string
  wish: Wish
}

/** The right to one break, as it is carried to the desk. */
export interface BreakPass {
  place: string // in the safe; random
  kind: string
  quarter: string
  pass: Bytes // 354
  got: string // the day, 2026-11-24
}

/** One right on the device, first as an entitlement pass, then as the break pass that it became. */
interface Held {
  kind: string
  quarter: string
  entitlement: Bytes | null // 354, until it is exchanged
  exchange: Wish | null // null until the break key is there
  pass: Bytes | null // 354
  got: string
}

/** Wishes for all entitlement passes of the quarter, as everybody asks for them. */
export function newRights({ breaks, entitlement_keys }: HouseNotice): Promise<Right[]> {
  const asked = entitlement_keys.flatMap((entry) => {
    const each = breaks.find(({ kind }) => kind === entry.kind)?.each ?? 0
    return Array.from({ length: each }, () => entry)
  })
  return Promise.all(
    asked.map(async ({ kind, quarter, key }) => ({
      kind,
      quarter,
      wish: await wish(fromBase64(key), random(32), 'entitlement', `${kind} ${quarter}`),
    })),
  )
}

/** Put the granted ones away, to be exchanged under these break keys. */
export function keepRights(safe: Safe, rights: Right[], breaks: RestKey<Bytes>[]): Promise<void> {
  return alone(async () => {
    const here = new Set((await all(safe)).map(({ held }) => held.entitlement && toHex(serial(held.entitlement))))
    for (const { kind, quarter, wish } of rights) {
      if (wish.pass === null || here.has(toHex(serial(wish.pass)))) continue // the page was closed in between
      const held: Held = { kind, quarter, entitlement: wish.pass, exchange: null, pass: null, got: '' }
      held.exchange = await exchangeOf(held, breaks)
      await safe.put(place(), held)
    }
  })
}

/** Exchange whatever waits for it. What is refused or cut off waits on. Throws Failure.
 *
 * Nothing else waits for the network here: the stock is locked while it is read and written alone.
 */
export function exchange(safe: Safe, breaks: RestKey<Bytes>[] = []): Promise<void> {
  return oneAtATime('exchange', async () => {
    const ready = await alone(() => prepare(safe, breaks))
    for (let i = 0; i < ready.length; i += MOST) await exchangeSome(safe, ready.slice(i, i + MOST))
  })
}

/** All that can be carried to the desk, the quarter that ends first in front. */
export async function breakPasses(safe: Safe): Promise<BreakPass[]> {
  const passes: BreakPass[] = []
  for (const { name, held } of await all(safe)) {
    const { kind, quarter, pass, got } = held
    if (pass !== null && !isOld(held)) passes.push({ place: name, kind, quarter, pass, got })
  }
  return passes.sort((one, other) => (one.quarter + one.kind < other.quarter + other.kind ? -1 : 1))
}

/** How many rights are held and not exchanged yet. */
export async function waitingRights(safe: Safe): Promise<number> {
  return (await all(safe)).filter(({ held }) => held.pass === null).length
}

/** Put a break pass away that came another way, such as from a candle; the same one twice stays one. */
export function keepPass(safe: Safe, { kind, quarter, pass }: Pick<BreakPass, 'kind' | 'quarter' | 'pass'>): Promise<void> {
  return alone(async () => {
    const here = (await all(safe)).some(({ held }) => held.pass && toHex(held.pass) === toHex(pass))
    if (!here) await safe.put(place(), { kind, quarter, entitlement: null, exchange: null, pass, got: today() })
  })
}

/** Take a pass out of the stock. True for one tab alone: it is no longer there for the next. */
export function dropPass(safe: Safe, { place }: Pick<BreakPass, 'place'>): Promise<boolean> {
  return alone(async () => {
    const there = (await safe.get<Held>(place)) !== null
    await safe.drop(place)
    return there
  })
}

/** A right with the wish for its break pass, on the device before it is sent. */
interface Ready {
  name: string
  held: Held
  exchange: Wish
}

async function prepare(safe: Safe, breaks: RestKey<Bytes>[]): Promise<Ready[]> {
  const ready: Ready[] = []
  for (const { name, held } of await all(safe)) {
    if (isOld(held)) await safe.drop(name)
    else if (held.pass === null) {
      held.exchange ??= await exchangeOf(held, breaks)
      if (held.exchange === null) continue
      await safe.put(name, held)
      ready.push({ name, held, exchange: held.exchange })
    }
  }
  return ready
}

async function exchangeSome(safe: Safe, some: Ready[]): Promise<void> {
  const exchanges = await Promise.all(
    some.map(async ({ held, exchange: { spki, blinded } }) => ({
      pass: toBase64(held.entitlement!),
      key: toHex(await keyId(spki)),
      blinded: toBase64(blinded),
    })),
  )
  const answer = await postText('nameless', '/exchanges/', canonical({ version: 1, exchanges }))
  if (answer.status !== 200) throw new Failure('broken', `the exchange was answered with ${answer.status}`)
  const signatures = readSignatures(answer.bytes, some.length)
  for (const [i, { name, held, exchange }] of some.entries()) {
    const signature = signatures[i]
    if (!signature) continue
    const pass = await grant(exchange, signature)
    // What it was exchanged for does not stay: here too a pass looks the same wherever it came from.
    await alone(() => safe.put(name, { ...held, entitlement: null, exchange: null, pass, got: today() }))
  }
}

/** In order; null where one was refused. */
function readSignatures(bytes: Bytes, count: number): (string | null)[] {
  let exchanges: unknown
  try {
    exchanges = (JSON.parse(new TextDecoder().decode(bytes)) as { exchanges?: unknown }).exchanges
  } catch {
    throw new Failure('broken', 'the exchange was answered with no JSON')
  }
  if (!Array.isArray(exchanges) || exchanges.length !== count) throw new Failure('broken', 'another number of exchanges')
  return exchanges.map((one: { signature?: unknown } | null) => (typeof one?.signature === 'string' ? one.signature : null))
}

async function exchangeOf({ kind, quarter }: Held, breaks: RestKey<Bytes>[]): Promise<Wish | null> {
  const entry = breaks.find((one) => one.kind === kind && one.quarter === quarter)
  return entry ? wish(entry.key, random(32), 'break', `${kind} ${quarter}`) : null
}

async function all(safe: Safe): Promise<{ name: string; held: Held }[]> {
  const held = []
  for (const name of await safe.names('right ')) {
    const one = await safe.get<Held>(name)
    if (one !== null) held.push({ name, held: one })
  }
  return held
}

/** Past its quarter and the next; a device whose clock is slow throws nothing away. */
function isOld({ quarter }: Held): boolean {
  const now = new Date()
  return quarter < quarterOf(now) && !isGood(quarter, now)
}

const alone = <T>(work: () => Promise<T>): Promise<T> => oneAtATime('stock', work)
const place = (): string => `right ${toHex(random(8))}` // no serial: names can be read on the device's disk
const today = (): string => new Date().toISOString().slice(0, 10)
