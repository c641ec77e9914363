// Letters that were sealed again when the keys changed. Their author signed the first envelope, which is gone; the
// keeper's browser that opened and checked it vouches for the text under the rota's new key.
//
// Plaintext: 0x01, signature (64), text in UTF-8. A letter as its author sealed it begins with "{".

import { concat, utf8, type Bytes } from '../ground/bytes'
import { isSigned, sign } from '../ground/ed25519'
import { toBytes } from '../ground/numbers'

const MARK = 1
const SIGNATURE_SIZE = 64

export interface About {
  mailbox: Bytes // 32
  number: number
  author: 'keeper' | 'employee'
}

/** What is sealed in the letter's place; `seed` (32) is the rota's new signing seed. */
export async function vouch(seed: Bytes, about: About, text: string): Promise<Bytes> {
  const plain = utf8(text)
  return concat(Uint8Array.of(MARK), await sign(seed, message(about, plain)), plain)
}

/** Null when this is no such letter; false when nobody of the rota vouched for it. */
export async function readVouched(plaintext: Bytes, about: About, signers: Bytes[]): Promise<string | false | null> {
  if (plaintext[0] !== MARK) return null
  const [signature, plain] = [plaintext.slice(1, 1 + SIGNATURE_SIZE), plaintext.slice(1 + SIGNATURE_SIZE)]
  for (const signer of signers) {
    if (await isSigned(signer, message(about, plain), signature)) return new TextDecoder().decode(plain)
  }
  return false
}

const message = ({ mailbox, number, author }: About, text: Bytes): Bytes =>
  concat(utf8('windbreak resealed 1\0'), mailbox, toBytes(BigInt(number), 4), utf8(`${author}\0`), text)
