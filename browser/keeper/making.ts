// Keys made and put away: all copies are wrapped first, then everything is stored at once or not at all.

import { canonical, type Json } from '../ground/json'
import type { Stored } from './companion'
import { makeKeys, retiredCopies, wrapKeys, type Keys } from './keys'
import type { Badge, Colleague, StoredCopy } from './said'
import type { Session } from './session'
import { newCode } from './written'

/** A code for a colleague; it is shown once. */
export interface Handed {
  name: string
  code: string
}

export interface Made {
  keys: Keys
  handed: Handed[]
}

/** New keys, the first of the rota or in place of `before`; codes for whoever held those. Throws NotStored. */
export async function makeAndStore(
  session: Session,
  before: Keys | null,
  { passphrase, kit }: { passphrase: string; kit: string },
  told: (part: number) => void,
): Promise<Made> {
  const badge = session.badge!
  const keys = await makeKeys(badge.rota, before)
  const codes = before ? badge.colleagues.filter(({ has }) => has).map((one) => ({ ...one, code: newCode() })) : []
  const wanted: [Omit<StoredCopy, 'copy'>, string][] = [
    [{ how: 'passphrase', for: badge.number }, passphrase],
    [{ how: 'kit', for: null }, kit],
    ...codes.map(({ number, code }): [Omit<StoredCopy, 'copy'>, string] => [{ how: 'handover', for: number }, code]),
  ]
  const copies = await retiredCopies(keys)
  for (const [at, [which, words]] of wanted.entries()) {
    copies.push({ ...which, copy: await wrapKeys(keys, words, (part) => told((at + part) / wanted.length)) })
  }
  await session.store(stored(keys, copies))
  session.use(keys)
  return { keys, handed: codes.map(({ name, code }) => ({ name, code })) }
}

/** One's own passphrase for the key that is open: after a handover, after the kit, or a new one. Throws NotStored. */
export async function storePassphrase(
  session: Session,
  keys: Keys,
  passphrase: string,
  told: (part: number) => void,
): Promise<void> {
  const copy = await wrapKeys(keys, passphrase, told)
  await session.store({ copies: [{ how: 'passphrase', for: session.badge!.number, copy }] })
}

/** A fresh kit instead of the one before. Throws NotStored. */
export async function storeKit(session: Session, keys: Keys, kit: string, told: (part: number) => void): Promise<void> {
  await session.store({ copies: [{ how: 'kit', for: null, copy: await wrapKeys(keys, kit, told) }] })
}

/** The code under which a copy now waits for this colleague. Throws NotStored. */
export async function handOver(
  session: Session,
  keys: Keys,
  { number, name }: Colleague,
  told: (part: number) => void,
): Promise<Handed> {
  const code = newCode()
  await session.store({ copies: [{ how: 'handover', for: number, copy: await wrapKeys(keys, code, told) }] })
  return { name, code }
}

function stored(keys: Keys, copies: StoredCopy[]): Stored {
  const record = JSON.parse(new TextDecoder().decode(keys.record)) as { [key: string]: Json }
  return { record, signature: keys.signature, copies }
}

/** Whether two answers of the named side say the same, but for the badge itself. */
export const saysTheSame = (one: Badge, other: Badge): boolean =>
  canonical({ ...one, badge: '' } as unknown as Json) === canonical({ ...other, badge: '' } as unknown as Json)
