// Candle keys that somebody chose to keep on this device.

import { random, toHex } from '../ground/bytes'
import { loadReceipts } from './receipts'
import type { Safe } from './safe'
import type { Receipt } from './types'

export interface KeptKey {
  candleKey: string // as it is written
  day: string // it was kept, 2026-11-24; empty where a survey's receipt keeps it
}

/** The youngest in front. */
export async function keptKeys(safe: Safe): Promise<KeptKey[]> {
  const own = await Promise.all((await safe.names('kept ')).map((name) => safe.get<KeptKey>(name)))
  const kept = own.filter((one) => one !== null).sort((one, other) => (one.day < other.day ? 1 : -1))
  for (const { candleKey } of await loadReceipts(safe)) {
    if (candleKey !== null && !kept.some((one) => one.candleKey === candleKey)) kept.push({ candleKey, day: '' })
  }
  return kept
}

/** The same key twice is kept once. */
export async function keepCandleKey(safe: Safe, candleKey: string): Promise<void> {
  if ((await keptKeys(safe)).some((one) => one.candleKey === candleKey)) return
  const kept: KeptKey = { candleKey, day: new Date().toISOString().slice(0, 10) }
  await safe.put(`kept ${toHex(random(8))}`, kept)
}

/** Off this device, out of receipts too. */
export async function forgetCandleKey(safe: Safe, candleKey: string): Promise<void> {
  for (const name of await safe.names('kept ')) {
    if ((await safe.get<KeptKey>(name))?.candleKey === candleKey) await safe.drop(name)
  }
  for (const name of await safe.names('receipt ')) {
    const receipt = await safe.get<Receipt>(name)
    if (receipt?.candleKey === candleKey) await safe.put(name, { ...receipt, lit: false, candleKey: null })
  }
}
