// Ed25519 (RFC 8032) from 32-byte seeds: WebCrypto's where it is there, else the fallback's.

import { concat, fromHex, type Bytes } from './bytes'
import { fallback } from './lazy'

const PKCS8 = fromHex('302e020100300506032b657004220420') // RFC 8410 section 7, up to the 32 bytes of the seed

let native: Promise<boolean> | undefined

/** The 32-byte public key of a seed. */
export async function publicOf(seed: Bytes): Promise<Bytes> {
  if (!(await isNative())) return Uint8Array.from((await fallback()).ed25519.getPublicKey(seed))
  const jwk = await crypto.subtle.exportKey('jwk', await privateKey(seed, true))
  const raw = atob((jwk.x ?? '').replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(raw, (char) => char.charCodeAt(0))
}

/** 64 bytes. */
export async function sign(seed: Bytes, message: Bytes): Promise<Bytes> {
  if (!(await isNative())) return Uint8Array.from((await fallback()).ed25519.sign(message, seed))
  return new Uint8Array(await crypto.subtle.sign('Ed25519', await privateKey(seed, false), message))
}

/** Whether `signature` is the key's over these exact bytes; false also for what is no key or no signature. */
export async function isSigned(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  if (!(await isNative())) return (await fallback()).ed25519.verify(signature, message, publicKey, { zip215: false })
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, signature, message)
}

function privateKey(seed: Bytes, extractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', concat(PKCS8, seed), 'Ed25519', extractable, ['sign'])
}

function isNative(): Promise<boolean> {
  native ??= privateKey(new Uint8Array(32), false).then(
    () => true,
    () => false,
  )
  return native
}
