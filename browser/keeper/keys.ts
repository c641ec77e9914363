// The rota's keys while the console is open: made, opened from a copy, handed on, replaced. In memory alone.

import { equal, toHex, utf8, type Bytes } from '../ground/bytes'
import { publicOf } from '../ground/ed25519'
import { canonical, type Json } from '../ground/json'
import {
  BadCopy, newSecret, recordOf, signingHalf, unwrapSecret, wrapSecret, type Copy, type OnProgress,
} from '../ground/keepers'
import { fingerprint } from '../ground/notice'
import { readRecord, signRecord } from '../ground/records'
import { openRetired, wrapRetired } from './retired'
import type { Badge, How, StoredCopy } from './said'

const MOST_RETIRED = 3 // as many keys back as flags may still be under way, and more

/** A copy opened, and what was in it is not the key that the named side calls the rota's. */
export class OtherKeys extends Error {}

export interface Keys {
  rota: string
  secret: Bytes // 64
  retired: Bytes[] // secrets before this one, newest first: envelopes closed to them are still under way
  record: Bytes
  signature: string
  fingerprint: string
  previous: string | null
  sealing: Bytes // 1,216
  signing: string // hex
}

/** The first keys of a rota, or those that replace `before`, signed by it. */
export async function makeKeys(rota: string, before: Keys | null): Promise<Keys> {
  const secret = newSecret()
  const record = await recordOf(secret, rota, before?.fingerprint ?? null)
  const signature = await signRecord(signingHalf(before?.secret ?? secret), record)
  const retired = before ? [before.secret, ...before.retired].slice(0, MOST_RETIRED) : []
  return gather(secret, record, signature, retired)
}

/** The keys out of the copy of this kind that the passphrase or code opens. Throws BadCopy and OtherKeys. */
export async function openKeys(badge: Badge, how: How, passphrase: string, onProgress: OnProgress): Promise<Keys> {
  const name = badge.fingerprint
  const copies = badge.wrapped.filter((one) => one.how === how)
  if (name === null || badge.record === null || copies.length === 0) throw new BadCopy('there is no such copy')
  const secret = await firstOf(copies.map(({ copy }) => () => unwrapSecret(copy, passphrase, name, onProgress)))
  const record = utf8(canonical(badge.record as { [key: string]: Json }))
  const { rota, previous } = readRecord(record)
  const own = await recordOf(secret, rota, previous)
  if (!equal(own, record) || rota !== badge.rota || (await fingerprint(own)) !== name) {
    throw new OtherKeys('the copy does not hold the key of this record')
  }
  const retired = await openRetired(secret, name, badge.wrapped)
  return gather(secret, record, badge.signature, retired)
}

/** A copy for who knows this passphrase or code; a second or two of work. */
export const wrapKeys = (keys: Keys, passphrase: string, onProgress?: OnProgress): Promise<Copy> =>
  wrapSecret(keys.secret, passphrase, keys.fingerprint, onProgress)

/** What a new key is stored with, so that whoever opens it also opens what was closed to those before. */
export async function retiredCopies(keys: Keys): Promise<StoredCopy[]> {
  const copies = await Promise.all(keys.retired.map((secret) => wrapRetired(keys.secret, keys.fingerprint, secret)))
  return copies.map((copy) => ({ how: 'retired', for: null, copy }))
}

/** Every secret that may open an envelope, the current one first. */
export const secretsOf = (keys: Keys): Bytes[] => [keys.secret, ...keys.retired]

/** The public halves that may have signed in the rota's name, as far as this browser holds the keys. */
export const signersOf = (keys: Keys): Promise<Bytes[]> =>
  Promise.all(secretsOf(keys).map((secret) => publicOf(signingHalf(secret))))

/** Overwrites what opens candles; a script can do no more about memory than that. */
export function dropKeys(keys: Keys): void {
  for (const secret of secretsOf(keys)) secret.fill(0)
}

async function gather(secret: Bytes, record: Bytes, signature: string, retired: Bytes[]): Promise<Keys> {
  const { rota, previous, sealing, signing } = readRecord(record)
  const name = await fingerprint(record)
  return { rota, secret, retired, record, signature, fingerprint: name, previous, sealing, signing: toHex(signing) }
}

/** The first that opens. Throws the last one's BadCopy. */
async function firstOf(tries: (() => Promise<Bytes>)[]): Promise<Bytes> {
  let last: unknown = new BadCopy('no copy')
  for (const attempt of tries) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof BadCopy)) throw error
      last = error
    }
  }
  throw last
}
