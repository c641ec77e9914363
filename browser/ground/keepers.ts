// Keepers' secrets: made in a keeper's browser, wrapped under what one keeper knows. Twin of the second half of
// crypto/keepers.py (docs/protocol.md section 10). It brings Argon2id along: only the keepers' console loads it.

import { argon2idAsync } from '@noble/hashes/argon2.js'
import { BadWrap, unwrap, wrap } from './aes'
import { fromBase64, fromHex, random, toBase64, toHex, utf8, type Bytes } from './bytes'
import { publicOf } from './ed25519'
import { writeRecord } from './records'
import { sealingPublic } from './sealingKey'

export const SECRET_SIZE = 64
const MEMORY = 47104 // KiB; with one pass the first of the equal choices that OWASP lists
const PASSES = 1
const MOST_MEMORY = 1 << 20
const MOST_PASSES = 10
const TICK = 16 // milliseconds that the page waits at most

/** This is no wrapped copy, or it does not open with this passphrase. */
export class BadCopy extends Error {}

/** A wrapped copy of a rota's secret, as the named side stores it. */
export interface Copy {
  version: 1
  kdf: 'argon2id'
  memory: number // KiB
  passes: number
  salt: string // hex, 16
  sealed: string // base64, 92
}

/** Told of how far the work is, 0 to 1. */
export type OnProgress = (part: number) => void

/** Sealing seed (32) and signing seed (32). */
export function newSecret(): Bytes {
  return random(SECRET_SIZE)
}

export const sealingHalf = (secret: Bytes): Bytes => secret.slice(0, 32)
export const signingHalf = (secret: Bytes): Bytes => secret.slice(32)

/** The public record of a secret; `previous` is the fingerprint of the one that it replaces. */
export async function recordOf(secret: Bytes, rota: string, previous: string | null): Promise<Bytes> {
  const [sealing, signing] = [await sealingPublic(sealingHalf(secret)), await publicOf(signingHalf(secret))]
  return writeRecord({ rota, previous, sealing, signing })
}

/** A copy for one keeper; `record` is the fingerprint of the public record. */
export async function wrapSecret(
  secret: Bytes,
  passphrase: string,
  record: string,
  onProgress?: OnProgress,
): Promise<Copy> {
  const salt = random(16)
  const key = await stretch(passphrase, salt, { memory: MEMORY, passes: PASSES }, onProgress)
  const sealed = toBase64(await wrap(key, secret, `keepers ${record}`))
  return { version: 1, kdf: 'argon2id', memory: MEMORY, passes: PASSES, salt: toHex(salt), sealed }
}

/** The 64 bytes. Throws BadCopy: no copy, another record's, or another passphrase. */
export async function unwrapSecret(
  copy: unknown,
  passphrase: string,
  record: string,
  onProgress?: OnProgress,
): Promise<Bytes> {
  const read = readCopy(copy)
  const key = await stretch(passphrase, fromHex(read.salt), read, onProgress)
  try {
    return await unwrap(key, fromBase64(read.sealed), `keepers ${record}`)
  } catch (error) {
    throw error instanceof BadWrap ? new BadCopy('this passphrase does not open it') : error
  }
}

/** The copy, when it has the shape of one, opened or not. Throws BadCopy. */
export function readCopy(copy: unknown): Copy {
  if (copy === null || typeof copy !== 'object') throw new BadCopy('this is not a wrapped copy of a key')
  const { version, kdf, memory, passes, salt, sealed } = copy as Record<string, unknown>
  const work = within(memory, 8, MOST_MEMORY) && within(passes, 1, MOST_PASSES)
  const whole = version === 1 && kdf === 'argon2id' && Object.keys(copy).length === 6
  const texts = typeof salt === 'string' && /^[0-9a-f]{32}$/.test(salt) && typeof sealed === 'string'
  if (!whole || !work || !texts || size(sealed) !== SECRET_SIZE + 28) {
    throw new BadCopy('this is not a wrapped copy of a key')
  }
  return copy as Copy
}

function within(number: unknown, least: number, most: number): boolean {
  return Number.isInteger(number) && (number as number) >= least && (number as number) <= most
}

function size(text: string): number {
  try {
    return fromBase64(text).length
  } catch {
    return -1
  }
}

/** Argon2id (RFC 9106), one lane, 32 bytes; a second or two on a telephone, in pieces, so that the page stays alive. */
async function stretch(
  passphrase: string,
  salt: Bytes,
  { memory, passes }: { memory: number; passes: number },
  onProgress?: OnProgress,
): Promise<Bytes> {
  const work = { t: passes, m: memory, p: 1, dkLen: 32, asyncTick: TICK, maxmem: 2 * 1024 * MOST_MEMORY }
  const told = onProgress ? { ...work, onProgress } : work
  return Uint8Array.from(await argon2idAsync(utf8(passphrase.normalize('NFKC')), salt, told))
}
