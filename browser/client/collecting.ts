// Collecting after a sign-in: what every Send collects, under the one-time token of the named page, on any device.

import type { Safe } from './safe'
import { askDoor } from './door'
import { loadHouse } from './house'
import { keepSpares, newSpares } from './spares'
import { exchange, keepRights, newRights, type Right } from './stock'
import type { Spare } from './submissions'
import { oneAtATime } from './tabs'
import { Failure, type House } from './types'

const PLACE = 'collecting'
const TOKEN = /^#?([A-Za-z0-9_-]{43})$/

/** What is asked, kept until it is answered: an answer that was lost is asked for again with the same bytes. */
interface Collecting {
  month: string
  quarter: string
  spares: Spare[]
  rights: Right[]
}

export interface Collected {
  spares: number // candle passes that came
  rights: number // entitlement passes that came; 0 also when this quarter's were collected before
}

/** The token behind # of the collecting page, taken out of the address; null when none stands there. */
export function takeToken(): string | null {
  const token = TOKEN.exec(location.hash)?.[1] ?? null
  if (location.hash.length > 1) history.replaceState(null, '', location.pathname)
  return token
}

/** Ask, keep, exchange. Throws Failure: 'token-over', 'offline', 'mistrust', 'broken'. */
export async function collect(safe: Safe, token: string, house?: House): Promise<Collected> {
  const known = house ?? (await loadHouse())
  const collected = await oneAtATime('collecting', () => ask(safe, token, known))
  await exchange(safe, known.breaks)
  return collected
}

async function ask(safe: Safe, token: string, house: House): Promise<Collected> {
  const collecting = await begun(safe, house)
  await safe.put(PLACE, collecting)
  const { month, spares, rights } = collecting
  await askDoor(token, {
    spare: spares.map(({ wish }) => wish),
    entitlements: rights.map(({ wish }) => wish),
  }).catch((error: unknown) => {
    const over = error instanceof Failure && ['unknown-invitation', 'closed', 'not-open'].includes(error.trouble)
    throw over ? new Failure('token-over', error.message) : error
  })
  await keepSpares(safe, month, spares)
  await keepRights(safe, rights, house.breaks)
  await safe.drop(PLACE)
  return { spares: spares.filter(granted).length, rights: rights.filter(granted).length }
}

/** What an earlier visit asked and got no answer to, while its keys are those of now. */
async function begun(safe: Safe, house: House): Promise<Collecting> {
  const { month } = house.candle
  const quarter = house.notice.entitlement_keys[0]?.quarter ?? ''
  const before = await safe.get<Collecting>(PLACE)
  if (before?.month === month && before.quarter === quarter) return before
  return { month, quarter, spares: await newSpares(house), rights: await newRights(house.notice) }
}

const granted = ({ wish }: Spare | Right): boolean => wish.pass !== null
