// Keys of passes: RSA, written as RFC 9578 section 8.2.2 asks. Twin of crypto/keys.py.

import { concat, equal, fromHex, sha256, toBase64Url, type Bytes } from './bytes'
import { fromBytes } from './numbers'

// SubjectPublicKeyInfo of a 2048-bit key with exponent 65537 has one spelling: only the modulus differs.
// SEQUENCE { AlgorithmIdentifier of id-RSASSA-PSS with SHA-384, MGF1-SHA-384, salt 48; BIT STRING { SEQUENCE { n, e } } }
const BEFORE = fromHex(
  '30820152' +
    '303d06092a864886f70d01010a3030a00d300b0609608648016503040202' +
    'a11a301806092a864886f70d010108300b0609608648016503040202a203020130' +
    '0382010f003082010a0282010100',
)
const MODULUS_SIZE = 256
const AFTER = fromHex('0203010001')
const EXPONENT = AFTER.slice(2)

/** These bytes are not a key of the kind that was asked for. */
export class BadKey extends Error {}

/** A public RSA key: its numbers for blinding, and WebCrypto's own for verifying. */
export interface PublicKey {
  modulus: bigint
  exponent: bigint
  size: number // bytes of the modulus
  native: CryptoKey
}

/** The key of an RFC 9578 SPKI, accepted only in its one canonical form. Throws BadKey. */
export async function readSpki(spki: Bytes): Promise<PublicKey> {
  const modulus = spki.slice(BEFORE.length, BEFORE.length + MODULUS_SIZE)
  if (!equal(spki, concat(BEFORE, modulus, AFTER)) || modulus.length !== MODULUS_SIZE || modulus[0]! < 0x80) {
    throw new BadKey('this public key is not written as RFC 9578 asks')
  }
  return publicKey(modulus, EXPONENT)
}

/** A key of its big-endian numbers. As JWK, since WebCrypto refuses the SPKI with id-RSASSA-PSS. Throws BadKey. */
export async function publicKey(modulus: Bytes, exponent: Bytes): Promise<PublicKey> {
  const jwk = { kty: 'RSA', n: toBase64Url(modulus), e: toBase64Url(exponent), alg: 'PS384', ext: true }
  try {
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
    const native = await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify'])
    return { modulus: fromBytes(modulus), exponent: fromBytes(exponent), size: modulus.length, native }
  } catch {
    throw new BadKey('this is not an RSA key')
  }
}

/** The 32-byte token key id of RFC 9578: SHA-256 of the SPKI. */
export function keyId(spki: Bytes): Promise<Bytes> {
  return sha256(spki)
}
