// Putting something away under a symmetric key (AES-256-GCM). Twin of `wrap` and `unwrap` in crypto/wrap.py.

import { concat, random, utf8, type Bytes } from './bytes'

const NONCE_SIZE = 12

/** This was not wrapped under this key and context, or it was altered. */
export class BadWrap extends Error {}

/** Nonce (12), then ciphertext and tag; 28 bytes longer than `plaintext`. `context` must be given again. */
export async function wrap(key: Bytes, plaintext: Bytes, context: string): Promise<Bytes> {
  const nonce = random(NONCE_SIZE)
  const sealed = await crypto.subtle.encrypt(algorithm(nonce, context), await load(key), plaintext)
  return concat(nonce, new Uint8Array(sealed))
}

/** What was wrapped. Throws BadWrap. */
export async function unwrap(key: Bytes, wrapped: Bytes, context: string): Promise<Bytes> {
  const nonce = wrapped.slice(0, NONCE_SIZE)
  try {
    const plain = await crypto.subtle.decrypt(algorithm(nonce, context), await load(key), wrapped.slice(NONCE_SIZE))
    return new Uint8Array(plain)
  } catch {
    throw new BadWrap('this does not unwrap')
  }
}

const algorithm = (nonce: Bytes, context: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: utf8(context),
})

const load = (key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
