// A candle opened in this browser: what its owner wrote, letters either way, offers. What is not genuine is named as such
// and never shown.

import { fromBase64, fromHex, sha256, toHex, type Bytes } from '../ground/bytes'
import { readInner, type Inner } from '../ground/inner'
import { sealingHalf } from '../ground/keepers'
import { BadLetter, isBy, letterMessage, offerMessage, readLetter } from '../ground/letter'
import { unseal, Unreadable } from '../ground/open'
import { Envelope } from '../ground/seal'
import { secretsOf, signersOf, type Keys } from './keys'
import type { Queued, SentLetter, SentOffer, Whole } from './said'
import { readVouched } from './vouch'

/** Why something cannot be shown: not by whom it says, or closed to a key that nobody here holds. */
export type Fault = 'forged' | 'unreadable'

export interface Letter {
  number: number
  author: 'keeper' | 'employee'
  text: string
  fault: Fault | null
}

export interface Offer {
  id: string
  kind: string
  state: SentOffer['state']
  forged: boolean
}

export interface Opened {
  inner: Inner | null
  fault: Fault | null // of the inner envelope
  letters: Letter[]
  offers: Offer[]
  stale: boolean // something in it is closed to a key that was replaced
}

interface Plain {
  plaintext: Bytes
  current: boolean
}

/** `older` are signing keys of the rota that were replaced, newest first, besides those whose secrets are at hand. */
export async function openCandle(keys: Keys, candle: Whole, older: Bytes[]): Promise<Opened> {
  const mailbox = fromHex(candle.mailbox)
  const signers = [...(await signersOf(keys)), ...older]
  const inside = await openInner(keys, candle)
  const read = await Promise.all(candle.letters.map((letter) => openLetter(keys, signers, mailbox, letter)))
  const offers = await Promise.all(candle.offers.map((offer) => checkOffer(signers, mailbox, offer)))
  const stale = inside.stale || read.some((one) => one.stale)
  return { inner: inside.inner, fault: inside.fault, letters: read.map((one) => one.letter), offers, stale }
}

/** The inner envelope alone: also what tells whether a candle must be sealed again. */
export async function openInner(
  keys: Keys,
  { mailbox, inner }: Pick<Queued, 'mailbox' | 'inner'>,
): Promise<{ inner: Inner | null; fault: Fault | null; stale: boolean }> {
  if (inner === null) return { inner: null, fault: null, stale: false }
  const plain = await unsealed(keys, inner, 'candle', keys.rota)
  if (plain === null) return { inner: null, fault: 'unreadable', stale: false }
  try {
    return { inner: await readInner(plain.plaintext, fromHex(mailbox)), fault: null, stale: !plain.current }
  } catch (error) {
    if (!(error instanceof BadLetter)) throw error
    return { inner: null, fault: 'forged', stale: false }
  }
}

/** With whichever of the rota's secrets opens it; null when none does. */
export async function unsealed(keys: Keys, sealed: string, purpose: 'candle' | 'letter', scope: string): Promise<Plain | null> {
  for (const secret of secretsOf(keys)) {
    try {
      const plaintext = await unseal(sealingHalf(secret), bytes(sealed), Envelope.BALLOT, purpose, scope)
      return { plaintext, current: secret === keys.secret }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
    }
  }
  return null
}

async function openLetter(
  keys: Keys,
  signers: Bytes[],
  mailbox: Bytes,
  letter: SentLetter,
): Promise<{ letter: Letter; stale: boolean }> {
  const { number, author } = letter
  const told = (text: string | null, fault: Fault | null, stale = false): { letter: Letter; stale: boolean } => ({
    letter: { number, author, text: text ?? '', fault },
    stale,
  })
  const plain = await unsealed(keys, letter.sealed, 'letter', toHex(mailbox))
  if (plain === null) return told(null, 'unreadable')
  const vouched = await readVouched(plain.plaintext, { mailbox, number, author }, signers)
  if (vouched === false) return told(null, 'forged')
  if (vouched !== null) return told(vouched, null, !plain.current)
  if (!(await isGenuine(signers, mailbox, letter))) return told(null, 'forged')
  try {
    return told(readLetter(plain.plaintext), null, !plain.current)
  } catch (error) {
    if (!(error instanceof BadLetter)) throw error
    return told(null, 'unreadable')
  }
}

/** By the rota, or by whoever holds the candle key. */
async function isGenuine(signers: Bytes[], mailbox: Bytes, letter: SentLetter): Promise<boolean> {
  const keepers = await sha256(bytes(letter.sealed))
  const message = letterMessage(mailbox, letter.number, keepers, bytes(letter.other, fromHex))
  return isBy(letter.author === 'keeper' ? signers : [mailbox], message, bytes(letter.signature))
}

async function checkOffer(signers: Bytes[], mailbox: Bytes, { id, kind, state, signature }: SentOffer): Promise<Offer> {
  const genuine = await isBy(signers, offerMessage(mailbox, bytes(id, fromHex), kind), bytes(signature))
  return { id, kind, state, forged: !genuine }
}

/** What a server spelt wrongly is as good as nothing. */
function bytes(text: string, read: (text: string) => Bytes = fromBase64): Bytes {
  try {
    return read(text)
  } catch {
    return new Uint8Array()
  }
}
