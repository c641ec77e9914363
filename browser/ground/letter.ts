// Letters and offers: sealed to both readers, signed by their author; and what an employee keeps for themselves.
// Twin of crypto/letter.py (docs/protocol.md section 8).

import { unwrap, wrap } from './aes'
import { concat, sha256, toHex, utf8, type Bytes } from './bytes'
import { isSigned, sign } from './ed25519'
import { canonical, type Json } from './json'
import { BadDocument, readDocument } from './notice'
import { toBytes } from './numbers'
import { Envelope, seal } from './seal'

export const LONGEST_LETTER = 1000 // characters: of any alphabet so many fit the envelope
const KEPT_SIZE = 98 + 256

/** This is not what it should be, or not by whom it says. */
export class BadLetter extends Error {}

/** A letter as it travels. */
export interface SealedLetter {
  number: number // from 1, one series a candle
  keepers: Bytes // the envelope for the rota, 5,232
  employee: Bytes // the envelope for the mailbox, 5,232
  signature: Bytes // by the author, 64
}

/** Whose keys close a letter. */
export interface Readers {
  keepers: Bytes // the rota's sealing key, 1,216
  employee: Bytes // the mailbox's, 1,216
}

/** Both envelopes, signed by the Ed25519 `author` (seed of 32). Throws BadLetter, TooLarge. */
export async function writeLetter(
  text: string,
  readers: Readers,
  { mailbox, number, author }: { mailbox: Bytes; number: number; author: Bytes },
): Promise<SealedLetter> {
  const keepers = await sealLetter(readers.keepers, text, mailbox)
  const employee = await sealLetter(readers.employee, text, mailbox)
  const message = letterMessage(mailbox, number, await sha256(keepers), await sha256(employee))
  return { number, keepers, employee, signature: await sign(author, message) }
}

/** One of a letter's two envelopes (5,232 bytes). Throws BadKey, BadLetter. */
export async function sealLetter(reader: Bytes, text: string, mailbox: Bytes): Promise<Bytes> {
  if (length(text) > LONGEST_LETTER) throw new BadLetter(`a letter has at most ${LONGEST_LETTER} characters`)
  const plain = utf8(canonical({ version: 1, text: wellFormed(text) }))
  return seal(reader, plain, Envelope.BALLOT, 'letter', toHex(mailbox))
}

/** The text of an opened letter. Throws BadLetter. */
export function readLetter(plaintext: Bytes): string {
  const { text } = readFields(plaintext, ['text'])
  if (typeof text !== 'string' || length(text) > LONGEST_LETTER) throw new BadLetter('this letter cannot be read')
  return text
}

/** What the author of a letter signs; `keepers` and `employee` are the SHA-256 of its two envelopes. */
export function letterMessage(mailbox: Bytes, number: number, keepers: Bytes, employee: Bytes): Bytes {
  return concat(utf8('windbreak letter 1\0'), mailbox, toBytes(BigInt(number), 4), keepers, employee)
}

/** What the keepers sign when they offer a break of `kind`; `id` is the offer's (16). */
export function offerMessage(mailbox: Bytes, id: Bytes, kind: string): Bytes {
  return concat(utf8('windbreak offer 1\0'), mailbox, id, utf8(kind))
}

/** 64 bytes by the rota's signing seed. */
export function signOffer(seed: Bytes, mailbox: Bytes, id: Bytes, kind: string): Promise<Bytes> {
  return sign(seed, offerMessage(mailbox, id, kind))
}

/** Whether one of these 32-byte keys signed `message`. */
export async function isBy(keys: Bytes[], message: Bytes, signature: Bytes): Promise<boolean> {
  for (const key of keys) if (await isSigned(key, message, signature)) return true
  return false
}

/** What unblinds a break pass, its message (98) and inverse (256), as the mailbox keeps it: 382 bytes. */
export function keep(key: Bytes, asked: { message: Bytes; inverse: Bytes }, offer: Bytes): Promise<Bytes> {
  return wrap(key, concat(asked.message, asked.inverse), toHex(offer))
}

/** What was kept. Throws BadWrap, BadLetter. */
export async function unkeep(key: Bytes, kept: Bytes, offer: Bytes): Promise<{ message: Bytes; inverse: Bytes }> {
  const plain = await unwrap(key, kept, toHex(offer))
  if (plain.length !== KEPT_SIZE) throw new BadLetter('what was kept has another size')
  return { message: plain.slice(0, 98), inverse: plain.slice(98) }
}

/** Characters as a person counts them: code points. */
export function length(text: string): number {
  return Array.from(text).length
}

/** Without halves of characters, which no UTF-8 can hold. */
export function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8(text))
}

/** Exactly these fields and the version, written in the one way. Throws BadLetter. */
export function readFields(plaintext: Bytes, names: string[]): { [name: string]: Json } {
  try {
    const { version: _, ...fields } = readDocument(plaintext)
    if (Object.keys(fields).join() === names.join()) return fields // both sorted
  } catch (error) {
    if (!(error instanceof BadDocument)) throw error
  }
  throw new BadLetter('this cannot be read')
}
