// Seals: envelopes of one constant size, closed to one key holder (HPKE, RFC 9180, with the post-quantum hybrid
// MLKEM768-X25519). Twin of crypto/seal.py (docs/protocol.md section 1).

import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from 'hpke'
import { concat, utf8, type Bytes } from './bytes'
import { BadKey } from './keys'
import { fallback } from './lazy'
import { pad } from './padding'

/** What an envelope may be sealed for. */
export type Sealing = 'ballot' | 'flag' | 'candle' | 'letter'

/** Bytes of padded plaintext; nothing else about an envelope depends on what is inside. */
export const Envelope = { BALLOT: 4096, FLAG: 8192 } as const
export type EnvelopeSize = (typeof Envelope)[keyof typeof Envelope]

export const SEALING_KEY_SIZE = 1216
export const OVERHEAD = 1120 + 16 // the encapsulated key in front, the tag behind

let suite: Promise<CipherSuite> | undefined

/** Pad and close `plaintext` to the 1,216-byte key: `size` + 1,136 bytes. Throws BadKey and TooLarge. */
export async function seal(
  publicKey: Bytes,
  plaintext: Bytes,
  size: EnvelopeSize,
  purpose: Sealing,
  scope: string,
): Promise<Bytes> {
  const padded = pad(plaintext, size)
  if (publicKey.length !== SEALING_KEY_SIZE) throw new BadKey(`a sealing key has ${SEALING_KEY_SIZE} bytes`)
  const hpke = await prepare()
  try {
    const key = await hpke.DeserializePublicKey(publicKey)
    const { encapsulatedSecret, ciphertext } = await hpke.Seal(key, padded, { info: sealInfo(purpose, scope) })
    return concat(encapsulatedSecret, ciphertext)
  } catch {
    throw new BadKey('these bytes are not a sealing key')
  }
}

/** HPKE's `info`: what an envelope was sealed for. */
export function sealInfo(purpose: string, scope: string): Bytes {
  return utf8(`windbreak seal 1\0${purpose}\0${scope}`)
}

/** Find out, once, what this browser can do; loads the fallback where WebCrypto lacks ML-KEM. */
export function prepare(): Promise<CipherSuite> {
  suite ??= choose().catch((error: unknown) => {
    suite = undefined
    throw error
  })
  return suite
}

async function choose(): Promise<CipherSuite> {
  try {
    const native = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
    await native.GenerateKeyPair() // the one way to learn whether all of its parts are there
    return native
  } catch {
    return new CipherSuite((await fallback()).KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  }
}
