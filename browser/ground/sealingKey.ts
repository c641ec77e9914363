// The public half of a sealing key, X-Wing's expansion of a 32-byte seed. Twin of `sealing_public` in crypto/keys.py.

import { shake256 } from '@noble/hashes/sha3.js'
import { concat, fromHex, type Bytes } from './bytes'
import { BadKey } from './keys'
import { fallback } from './lazy'
import { prepare } from './seal'

const SEED_SIZE = 32
const PKCS8 = fromHex('302e020100300506032b656e04220420') // RFC 8410 section 7, up to the 32 bytes of an X25519 key

/** The 1,216 bytes to which others seal. Throws BadKey. */
export async function sealingPublic(seed: Bytes): Promise<Bytes> {
  if (seed.length !== SEED_SIZE) throw new BadKey(`a sealing seed has ${SEED_SIZE} bytes`)
  await prepare()
  try {
    return await native(seed)
  } catch {
    return Uint8Array.from((await fallback()).MLKEM768X25519.keygen(seed).publicKey)
  }
}

/** SHAKE-256, which browsers with ML-KEM still lack, gives the seed of ML-KEM (64) and the key of X25519 (32). */
async function native(seed: Bytes): Promise<Bytes> {
  const expanded = Uint8Array.from(shake256(seed, { dkLen: 96 }))
  // TypeScript knows the format by no name yet.
  const kem = await crypto.subtle.importKey('raw-seed' as 'raw', expanded.slice(0, 64), 'ML-KEM-768', true, [
    'decapsulateBits' as KeyUsage,
  ])
  const curve = await crypto.subtle.importKey('pkcs8', concat(PKCS8, expanded.slice(64)), 'X25519', true, ['deriveBits'])
  return concat(await publicPart(kem, 'pub'), await publicPart(curve, 'x'))
}

async function publicPart(key: CryptoKey, name: 'pub' | 'x'): Promise<Bytes> {
  const jwk = (await crypto.subtle.exportKey('jwk', key)) as JsonWebKey & { pub?: string }
  const raw = atob((jwk[name] ?? '').replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(raw, (char) => char.charCodeAt(0))
}
