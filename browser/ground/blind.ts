// The asking half of a blind signature: RSABSSA-SHA384-PSS-Deterministic of RFC 9474. Twin of crypto/blind.py.

import { concat, random, type Bytes } from './bytes'
import type { PublicKey } from './keys'
import { fromBytes, inverse, power, toBytes } from './numbers'

const HASH = 'SHA-384'
const HASH_SIZE = 48
const SALT_SIZE = 48

/** The signature is not one over this message by this key. */
export class BadSignature extends Error {}

/** A message on its way to the signer: what is sent, and what only the asker may keep. */
export interface Blinded {
  message: Bytes
  blinded: Bytes // as long as the modulus
  inverse: Bytes // as long as the modulus; with it, signature and message could be matched
}

/** The randomness of one blinding; given only where published vectors are followed. */
export interface Chance {
  salt: Bytes
  factor: bigint
}

/** Hide `message` from its signer (RFC 9474 section 4.2). Throws RangeError when `chance` cannot be inverted. */
export async function blind(key: PublicKey, message: Bytes, chance: Chance = draw(key)): Promise<Blinded> {
  const encoded = fromBytes(await encode(message, chance.salt, bits(key.modulus) - 1)) // steps 1 to 3
  const inverted = inverse(chance.factor, key.modulus) // step 7
  // Steps 5 and 8: a number that shares a prime with the modulus, which never happens by chance.
  if (inverted === null || inverse(encoded, key.modulus) === null) throw new RangeError('this cannot be blinded')
  const blinded = (encoded * power(chance.factor, key.exponent, key.modulus)) % key.modulus // steps 9 and 10
  return { message, blinded: toBytes(blinded, key.size), inverse: toBytes(inverted, key.size) }
}

/** The signature over `asked.message`, verified (RFC 9474 section 4.4). Throws BadSignature. */
export async function unblind(key: PublicKey, asked: Blinded, signature: Bytes, saltSize = SALT_SIZE): Promise<Bytes> {
  if (signature.length !== key.size) throw new BadSignature('the blind signature has the wrong size')
  const finished = toBytes((fromBytes(signature) * fromBytes(asked.inverse)) % key.modulus, key.size)
  await verify(key, asked.message, finished, saltSize)
  return finished
}

/** RSASSA-PSS-VERIFY with SHA-384. Throws BadSignature. */
export async function verify(key: PublicKey, message: Bytes, signature: Bytes, saltSize = SALT_SIZE): Promise<void> {
  const algorithm = { name: 'RSA-PSS', saltLength: saltSize }
  const genuine = await crypto.subtle.verify(algorithm, key.native, signature, message)
  if (!genuine) throw new BadSignature('the signature is not genuine')
}

/** A fresh salt, and a factor drawn evenly from 1 to n - 1 (RFC 9474 section 4.2, step 6). */
function draw(key: PublicKey): Chance {
  let factor = 0n
  while (factor === 0n || factor >= key.modulus) factor = fromBytes(random(key.size))
  return { salt: random(SALT_SIZE), factor }
}

/** EMSA-PSS-ENCODE of RFC 8017 section 9.1.1: WebCrypto has it only together with the private key. */
async function encode(message: Bytes, salt: Bytes, size: number): Promise<Bytes> {
  const length = Math.ceil(size / 8)
  const digest = await hash(concat(new Uint8Array(8), await hash(message), salt))
  const block = concat(new Uint8Array(length - salt.length - HASH_SIZE - 2), Uint8Array.of(1), salt)
  const mask = await mgf1(digest, block.length)
  const masked = block.map((byte, i) => byte ^ mask[i]!)
  masked[0]! &= 0xff >> (8 * length - size)
  return concat(masked, digest, Uint8Array.of(0xbc))
}

/** RFC 8017 appendix B.2.1; lengths here stay far under 256 blocks. */
async function mgf1(seed: Bytes, length: number): Promise<Bytes> {
  const blocks: Bytes[] = []
  for (let i = 0; i * HASH_SIZE < length; i++) blocks.push(await hash(concat(seed, Uint8Array.of(0, 0, 0, i))))
  return concat(...blocks).slice(0, length)
}

async function hash(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(HASH, bytes))
}

function bits(number: bigint): number {
  return number.toString(2).length
}
