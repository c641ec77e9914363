// Passes that were carried over to the desk and marked as used: kept for a while, so that a wrong press can be undone.
import { random, toHex } from '../ground/bytes'
import { isGood, quarterOf } from '../ground/quarters'
import type { Safe } from '../client/safe'
import { dropPass, keepPass, type BreakPass } from '../client/stock'

export interface Used {
  name: string // in the safe
  kind: string
  quarter: string
  pass: BreakPass['pass']
}

export async function usedPasses(safe: Safe): Promise<Used[]> {
  const used = await Promise.all((await safe.names('used ')).map((name) => safe.get<Used>(name)))
  return used.filter((one) => one !== null)
}

/** First there, then gone here: a page that closes in between loses no pass. */
export async function markUsed(safe: Safe, held: BreakPass): Promise<void> {
  const { kind, quarter, pass } = held
  const used: Used = { name: `used ${toHex(random(8))}`, kind, quarter, pass }
  await safe.put(used.name, used)
  await dropPass(safe, held)
}

export async function takeBack(safe: Safe, used: Used): Promise<void> {
  await keepPass(safe, used)
  await safe.drop(used.name)
}

export async function dropOldUsed(safe: Safe): Promise<void> {
  const now = new Date()
  for (const { name, quarter } of await usedPasses(safe)) {
    if (quarter < quarterOf(now) && !isGood(quarter, now)) await safe.drop(name)
  }
}
