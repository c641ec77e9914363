// Candle passes in stock: everybody holds some each month, so that a candle can be lit without asking the door.

import { random, toHex } from '../ground/bytes'
import { publicOf } from '../ground/ed25519'
import { flagNonce } from '../ground/flag'
import { serial } from '../ground/passes'
import type { Safe } from './safe'
import type { Spare } from './submissions'
import type { Bytes, HouseKeys } from './types'
import { wish } from './wishes'

export const STOCK = 3 // asked for once a person and month
const MONTHS = 4 // a candle pass is good for its month and the three after

export interface SparePass {
  month: string
  pass: Bytes // 354
  oneTime: Bytes // seed of the one-time key whose hash is the pass's serial, 32
}

/** A wish for a candle pass with a one-time key of its own. */
export async function newSpare({ candle }: HouseKeys): Promise<Spare> {
  const oneTime = random(32)
  return { oneTime, wish: await wish(candle.key, await flagNonce(await publicOf(oneTime)), 'candle', candle.month) }
}

/** As many as everybody asks for. */
export function newSpares(keys: HouseKeys): Promise<Spare[]> {
  return Promise.all(Array.from({ length: STOCK }, () => newSpare(keys)))
}

/** Put the granted ones away, and throw away those that are too old by now. */
export async function keepSpares(safe: Safe, month: string, spares: Spare[]): Promise<void> {
  const here = new Set((await loadSpares(safe)).map(({ pass }) => toHex(serial(pass))))
  for (const { wish, oneTime } of spares) {
    if (wish.pass === null || here.has(toHex(serial(wish.pass)))) continue // the page was closed in between
    const spare: SparePass = { month, pass: wish.pass, oneTime }
    await safe.put(`spare ${month} ${toHex(random(8))}`, spare) // no serial: names can be read on the device's disk
  }
  await dropOld(safe, month)
}

/** Oldest month first. */
export async function loadSpares(safe: Safe): Promise<SparePass[]> {
  const spares = await Promise.all((await safe.names('spare ')).map((name) => safe.get<SparePass>(name)))
  return spares.filter((spare) => spare !== null)
}

/** The oldest that is good still, with its place in the safe; null where none is left. */
export async function oldestSpare(safe: Safe): Promise<{ name: string; spare: SparePass } | null> {
  await dropOld(safe, new Date().toISOString().slice(0, 7))
  for (const name of await safe.names('spare ')) {
    const spare = await safe.get<SparePass>(name)
    if (spare !== null) return { name, spare }
  }
  return null
}

async function dropOld(safe: Safe, month: string): Promise<void> {
  for (const name of await safe.names('spare ')) {
    if (ordinal(month) - ordinal(name.slice(6, 13)) >= MONTHS) await safe.drop(name)
  }
}

function ordinal(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7))
}
