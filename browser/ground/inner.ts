// The inner envelope of a lit flag, which only the keepers of its rota open. Twin of the first half of
// crypto/letter.py (docs/protocol.md section 6).

import { concat, equal, fromBase64, fromHex, toBase64, toHex, utf8, type Bytes } from './bytes'
import { isSigned, sign } from './ed25519'
import { canonical } from './json'
import { BadLetter, length, readFields, wellFormed } from './letter'
import { Envelope, seal, SEALING_KEY_SIZE } from './seal'

export const LONGEST_NOTE = 500 // characters
export const MOST_KINDS = 8
const KIND = /^[a-z0-9-]{1,20}$/

export interface Inner {
  mailbox: Bytes // the candle's own, 32
  sealing: Bytes // to which its letters are sealed, 1,216
  kinds: string[] // of rest that would suit; may be none
  note: string // may be empty
}

/** Signed with the mailbox's own key, so that no server can put another sealing key in, to read the answers. */
export interface SignedInner extends Inner {
  signature: Bytes // 64
}

/** `seed` (32) is that of the mailbox's signing key. Throws BadLetter. */
export async function signInner(seed: Bytes, inner: Inner): Promise<SignedInner> {
  const note = wellFormed(inner.note)
  if (length(note) > LONGEST_NOTE) throw new BadLetter(`a note has at most ${LONGEST_NOTE} characters`)
  if (inner.kinds.length > MOST_KINDS) throw new BadLetter(`a candle names at most ${MOST_KINDS} kinds`)
  return { ...inner, note, signature: await sign(seed, message({ ...inner, note })) }
}

/** 5,232 bytes for the keepers whose sealing key this is. Throws BadKey. */
export async function sealInner(keepers: Bytes, inner: SignedInner, rota: string): Promise<Bytes> {
  return seal(keepers, writeInner(inner), Envelope.BALLOT, 'candle', rota)
}

function writeInner({ mailbox, sealing, kinds, note, signature }: SignedInner): Bytes {
  const keys = { mailbox: toHex(mailbox), sealing: toBase64(sealing), signature: toBase64(signature) }
  return utf8(canonical({ version: 1, ...keys, kinds, note }))
}

/** What was written, when it belongs to the candle's own `mailbox` and its key signed it. Throws BadLetter. */
export async function readInner(plaintext: Bytes, mailbox: Bytes): Promise<Inner> {
  const { kinds, note, ...keys } = readFields(plaintext, ['kinds', 'mailbox', 'note', 'sealing', 'signature'])
  if (typeof note !== 'string' || length(note) > LONGEST_NOTE || !isKinds(kinds)) {
    throw new BadLetter('what the candle holds has another shape')
  }
  const inner = { mailbox: bytes(keys.mailbox, fromHex), sealing: bytes(keys.sealing, fromBase64), kinds, note }
  if (inner.sealing.length !== SEALING_KEY_SIZE) throw new BadLetter('what the candle holds has another shape')
  if (!equal(inner.mailbox, mailbox)) throw new BadLetter('what the candle holds names another mailbox')
  if (!(await isSigned(mailbox, message(inner), bytes(keys.signature, fromBase64)))) {
    throw new BadLetter('what the candle holds is not signed by its owner')
  }
  return inner
}

const message = ({ mailbox, sealing, kinds, note }: Inner): Bytes =>
  concat(utf8('windbreak inner 1\0'), mailbox, sealing, utf8(canonical({ kinds, note })))

function isKinds(kinds: unknown): kinds is string[] {
  if (!Array.isArray(kinds) || kinds.length > MOST_KINDS) return false
  return kinds.every((kind) => typeof kind === 'string' && KIND.test(kind))
}

function bytes(text: unknown, read: (text: string) => Bytes): Bytes {
  try {
    return read(String(text))
  } catch {
    throw new BadLetter('what the candle holds cannot be read')
  }
}
