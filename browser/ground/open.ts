// Opening envelopes: only in the browser of whoever they are closed to. Twin of crypto/unseal.py.

import type { Bytes } from './bytes'
import { BadKey } from './keys'
import { unpad } from './padding'
import { OVERHEAD, prepare, sealInfo, type EnvelopeSize, type Sealing } from './seal'

const ENCAPSULATED = 1120
const SEED_SIZE = 32

/** This envelope does not open with this key for this purpose, or what is inside is not padded as it should be. */
export class Unreadable extends Error {}

/** The plaintext of an envelope closed to the key of a 32-byte seed. Throws Unreadable, whatever was wrong with it. */
export async function unseal(
  seed: Bytes,
  sealed: Bytes,
  size: EnvelopeSize,
  purpose: Sealing,
  scope: string,
): Promise<Bytes> {
  if (seed.length !== SEED_SIZE) throw new BadKey(`a sealing seed has ${SEED_SIZE} bytes`)
  if (sealed.length !== size + OVERHEAD) throw new Unreadable('the envelope has the wrong size')
  const hpke = await prepare()
  const key = await hpke.DeserializePrivateKey(seed)
  let padded: Bytes
  try {
    const [secret, closed] = [sealed.slice(0, ENCAPSULATED), sealed.slice(ENCAPSULATED)]
    padded = Uint8Array.from(await hpke.Open(key, secret, closed, { info: sealInfo(purpose, scope) }))
  } catch {
    throw new Unreadable('the envelope does not open')
  }
  const plaintext = unpad(padded)
  if (plaintext === null) throw new Unreadable('the envelope is not padded as it should be')
  return plaintext
}
