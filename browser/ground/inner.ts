// The inner envelope of a lit flag, which only the keepers of its rota open. Twin of the first half of
// crypto/letter.py (docs/protocol.md section 6).

import { equal, fromBase64, fromHex, toBase64, toHex, utf8, type Bytes } from './bytes'
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

/** 5,232 bytes for the keepers whose sealing key this is. Throws BadKey, BadLetter. */
export async function sealInner(keepers: Bytes, inner: Inner, rota: string): Promise<Bytes> {
  return seal(keepers, writeInner(inner), Envelope.BALLOT, 'candle', rota)
}

/** The plaintext. Throws BadLetter. */
export function writeInner({ mailbox, sealing, kinds, note }: Inner): Bytes {
  if (length(note) > LONGEST_NOTE) throw new BadLetter(`a note has at most ${LONGEST_NOTE} characters`)
  if (kinds.length > MOST_KINDS) throw new BadLetter(`a candle names at most ${MOST_KINDS} kinds`)
  return utf8(
    canonical({ version: 1, mailbox: toHex(mailbox), sealing: toBase64(sealing), kinds, note: wellFormed(note) }),
  )
}

/** What was written, when it belongs to the candle's own `mailbox`. Throws BadLetter. */
export function readInner(plaintext: Bytes, mailbox: Bytes): Inner {
  const { kinds, note, ...keys } = readFields(plaintext, ['kinds', 'mailbox', 'note', 'sealing'])
  if (typeof note !== 'string' || length(note) > LONGEST_NOTE || !isKinds(kinds)) {
    throw new BadLetter('what the candle holds has another shape')
  }
  const inner = { mailbox: bytes(keys.mailbox, fromHex), sealing: bytes(keys.sealing, fromBase64), kinds, note }
  if (inner.sealing.length !== SEALING_KEY_SIZE) throw new BadLetter('what the candle holds has another shape')
  if (!equal(inner.mailbox, mailbox)) throw new BadLetter('what the candle holds names another mailbox')
  return inner
}

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
