// The candle key: 128 bits that only the employee holds, how it is written on paper, and what is derived from it.
// Twin of crypto/mailbox.py (docs/protocol.md section 8).

import { random, utf8, type Bytes } from './bytes'
import { publicOf } from './ed25519'
import { fromBytes, toBytes } from './numbers'

const KEY_SIZE = 16
const PADDING = 2n // zero bits at the end: 128 bits in 26 characters of 5
const CHARACTERS = 26
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford's base32
const CHECKS = `${ALPHABET}*~$=U`

/** What was typed is not a candle key. */
export class BadCandleKey extends Error {}

/** 16 bytes nobody can guess. */
export function newCandleKey(): Bytes {
  return random(KEY_SIZE)
}

/** 27 characters in groups of four, joined by hyphens; the last character finds typing errors. */
export function written(key: Bytes): string {
  if (key.length !== KEY_SIZE) throw new BadCandleKey(`a candle key has ${KEY_SIZE} bytes`)
  let left = fromBytes(key) << PADDING
  let text = ''
  for (let i = 0; i < CHARACTERS; i++, left >>= 5n) text = ALPHABET.charAt(Number(left & 31n)) + text
  return (text + check(key)).match(/.{1,4}/g)!.join('-')
}

/** The key that was written; case, spaces, hyphens, O for 0 and I or L for 1 are forgiven. Throws BadCandleKey. */
export function read(text: string): Bytes {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const values = Array.from(plain.slice(0, -1), (char) => ALPHABET.indexOf(char))
  if (plain.length !== CHARACTERS + 1 || values.includes(-1)) throw new BadCandleKey('this is not a candle key')
  const number = values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n)
  if (number & 3n) throw new BadCandleKey('this is not a candle key')
  const key = toBytes(number >> PADDING, KEY_SIZE)
  if (check(key) !== plain.slice(-1)) throw new BadCandleKey('there is a typing error in this candle key')
  return key
}

/** The Ed25519 public key (32 bytes) under which letters are left. */
export async function mailboxKey(candleKey: Bytes): Promise<Bytes> {
  return publicOf(await signingSeed(candleKey))
}

/** Its private half (32), which signs the mailbox's requests and the employee's letters. */
export function signingSeed(candleKey: Bytes): Promise<Bytes> {
  return derive(candleKey, 'sign')
}

/** The seed (32) of the key to which letters for the employee are sealed. */
export function sealingSeed(candleKey: Bytes): Promise<Bytes> {
  return derive(candleKey, 'seal')
}

/** The AES-256 key under which the mailbox keeps what unblinds a break pass. */
export function keepKey(candleKey: Bytes): Promise<Bytes> {
  return derive(candleKey, 'keep')
}

function check(key: Bytes): string {
  return CHECKS.charAt(Number(fromBytes(key) % 37n))
}

/** HKDF-SHA256 (RFC 5869) without salt: 32 bytes for one purpose. */
async function derive(candleKey: Bytes, purpose: string): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', candleKey, 'HKDF', false, ['deriveBits'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(`windbreak mailbox 1\0${purpose}`) }
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, secret, 256))
}
