// Secrets that were replaced: kept with the named side as copies like all others, but closed under the secret that
// replaced them. Whoever opens the new key thereby opens what is still closed to the old one, and nobody else does.

import { argon2id } from '@noble/hashes/argon2.js'
import { wrap } from '../ground/aes'
import { random, toBase64, toHex, utf8, type Bytes } from '../ground/bytes'
import { BadCopy, unwrapSecret, type Copy } from '../ground/keepers'
import type { Wrapped } from './said'

const LEAST = { memory: 8, passes: 1 } // the passphrase is 32 random bytes: there is nothing to guess and to slow down

/** A replaced secret under the `secret` whose record has this fingerprint. */
export async function wrapRetired(secret: Bytes, record: string, replaced: Bytes): Promise<Copy> {
  const salt = random(16)
  const { memory, passes } = LEAST
  const key = argon2id(utf8(await passphrase(secret)), salt, { t: passes, m: memory, p: 1, dkLen: 32 })
  const sealed = toBase64(await wrap(Uint8Array.from(key), replaced, `keepers ${record}`))
  return { version: 1, kdf: 'argon2id', memory, passes, salt: toHex(salt), sealed }
}

/** All that open, in their order. */
export async function openRetired(secret: Bytes, record: string, wrapped: Wrapped[]): Promise<Bytes[]> {
  const words = await passphrase(secret)
  const opened: Bytes[] = []
  for (const { how, copy } of wrapped) {
    if (how !== 'retired') continue
    const replaced = await unwrapSecret(copy, words, record).catch((error: unknown) => {
      if (error instanceof BadCopy) return null
      throw error
    })
    if (replaced) opened.push(replaced)
  }
  return opened
}

/** HKDF-SHA256 (RFC 5869) of the 64 bytes, in hex. */
async function passphrase(secret: Bytes): Promise<string> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('windbreak keepers 1\0retired') }
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256)))
}
