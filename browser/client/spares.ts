// Candle passes in stock: everybody holds some each month, so that a candle can be lit without asking the door.

import { random, toHex } from '../ground/bytes'
import { serial } from '../ground/passes'
import type { Safe } from './safe'
import type { Spare } from './submissions'
import type { Bytes } from './types'

export const STOCK = 3 // asked for once a person and month
const MONTHS = 4 // a candle pass is good for its month and the three after

/** As the standing candle page will spend it. */
export interface SparePass {
  month: string
  pass: Bytes // 354
  oneTime: Bytes // seed of the one-time key whose hash is the pass's serial, 32
}

/** Put the granted ones away, and throw away those that are too old by now. */
export async function keepSpares(safe: Safe, month: string, spares: Spare[]): Promise<void> {
  const here = new Set((await loadSpares(safe)).map(({ pass }) => toHex(serial(pass))))
  for (const { wish, oneTime } of spares) {
    if (wish.pass === null || here.has(toHex(serial(wish.pass)))) continue // the page was closed in between
    const spare: SparePass = { month, pass: wish.pass, oneTime }
    await safe.put(`spare ${month} ${toHex(random(8))}`, spare) // no serial: names can be read on the device's disk
  }
  for (const name of await safe.names('spare ')) {
    if (ordinal(month) - ordinal(name.slice(6, 13)) >= MONTHS) await safe.drop(name)
  }
}

/** Oldest month first. */
export async function loadSpares(safe: Safe): Promise<SparePass[]> {
  const spares = await Promise.all((await safe.names('spare ')).map((name) => safe.get<SparePass>(name)))
  return spares.filter((spare) => spare !== null)
}

function ordinal(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7))
}
