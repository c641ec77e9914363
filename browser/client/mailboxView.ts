// What a mailbox holds, opened and held against its authors' keys.

import { BadWrap } from '../ground/aes'
import { BadSignature, unblind } from '../ground/blind'
import { equal, fromBase64, fromHex, sha256, toHex, type Bytes } from '../ground/bytes'
import { keyId, readSpki } from '../ground/keys'
import { BadLetter, isBy, letterMessage, offerMessage, readLetter, unkeep } from '../ground/letter'
import { checkSignature, readDocument } from '../ground/notice'
import { unseal, Unreadable } from '../ground/open'
import { assemble } from '../ground/passes'
import { Envelope } from '../ground/seal'
import { trusting } from './documents'
import { Failure, type House, type RestKey, type Urgency } from './types'
import { getNow, type Answered } from './wire'

/** What the candle key gives. */
export interface MailboxKeys {
  mailbox: Bytes // 32
  signing: Bytes // seed, 32
  sealing: Bytes // seed, 32
  keeping: Bytes // 32
}

export type State = 'lit' | 'held' | 'offered' | 'taken' | 'out' | 'withdrawn' | 'lapsed'

export interface LetterView {
  number: number
  author: 'keeper' | 'employee'
  text: string
}

export interface OfferView {
  id: string // hex, 16
  kind: string
  state: 'open' | 'taken' | 'gone'
}

/** The break that was taken, with its pass where it could be finished. */
export interface TakenView {
  offer: string
  kind: string
  quarter: string
  pass: Bytes | null // 354
}

export interface View {
  state: State
  urgency: Urgency | null
  rota: string
  verified: boolean // whether a pass was lit with it
  letters: LetterView[]
  offers: OfferView[]
  forged: number // letters and offers that are left out: not signed by whom they say, or unreadable
  next: number // of the next letter
  taken: TakenView | null
}

interface SaidLetter {
  number: number
  author: 'keeper' | 'employee'
  sealed: string
  other: string
  signature: string
}

interface SaidOffer extends OfferView {
  signature: string
}

interface SaidTaken {
  offer: string
  key: string
  kept: string
  signature: string
}

interface Said extends Pick<View, 'state' | 'urgency' | 'rota' | 'verified'> {
  letters: SaidLetter[]
  offers: SaidOffer[]
  taken: SaidTaken | null
}

interface Sorted<T> {
  good: T[]
  forged: number
}

/** The answer's JSON. Its parts are held against signatures before anybody sees them. Throws Failure('broken'). */
export function readSaid({ bytes }: Answered): Said {
  try {
    const said = JSON.parse(new TextDecoder().decode(bytes)) as Said
    if (Array.isArray(said.letters) && Array.isArray(said.offers) && typeof said.rota === 'string') return said
  } catch {
    // said below
  }
  throw new Failure('broken', 'this is not what a mailbox holds')
}

/** Letters in their order; `rota` are the keys by which the keepers have signed. */
export async function readLetters(keys: MailboxKeys, rota: Bytes[], letters: SaidLetter[]): Promise<Sorted<LetterView>> {
  return sorted(letters, async ({ number, author, sealed, other, signature }) => {
    const envelope = fromBase64(sealed)
    const authors = author === 'employee' ? [keys.mailbox] : rota
    const message = letterMessage(keys.mailbox, number, fromHex(other), await sha256(envelope))
    if (!(await isBy(authors, message, fromBase64(signature)))) throw new BadLetter('another author')
    const plain = await unseal(keys.sealing, envelope, Envelope.BALLOT, 'letter', toHex(keys.mailbox))
    return { number, author, text: readLetter(plain) }
  })
}

export async function readOffers(keys: MailboxKeys, rota: Bytes[], offers: SaidOffer[]): Promise<Sorted<OfferView>> {
  return sorted(offers, async ({ id, kind, signature, state }) => {
    const message = offerMessage(keys.mailbox, fromHex(id), kind)
    if (!(await isBy(rota, message, fromBase64(signature)))) throw new BadLetter('another author')
    return { id, kind, state }
  })
}

/** The pass of what was taken, on whatever device. Its kind and quarter are those of the key that signed it. */
export async function finishPass(
  { keeping }: MailboxKeys,
  house: House,
  taken: SaidTaken,
  offers: SaidOffer[],
): Promise<TakenView> {
  const kind = offers.find(({ id }) => id === taken.offer)?.kind ?? ''
  const entry = await breakKey(house, taken.key)
  if (entry === null) return { offer: taken.offer, kind, quarter: '', pass: null }
  const pass = await finish(keeping, entry.key, taken)
  return { offer: taken.offer, kind: entry.kind, quarter: entry.quarter, pass }
}

async function finish(keeping: Bytes, spki: Bytes, { offer, kept, signature }: SaidTaken): Promise<Bytes | null> {
  try {
    const asked = await unkeep(keeping, fromBase64(kept), fromHex(offer))
    const finished = await unblind(await readSpki(spki), { ...asked, blinded: asked.inverse }, fromBase64(signature))
    return assemble(asked.message, finished)
  } catch (error) {
    if (isWrong(error) || error instanceof BadSignature) return null
    throw error
  }
}

/** The break key with this id: this quarter's of the house Box, or one of those whose passes are good still. */
async function breakKey(house: House, id: string): Promise<RestKey<Bytes> | null> {
  const here = await withId(house.breaks, id)
  return here ?? withId(await breaksOut(house), id)
}

async function withId(keys: RestKey<Bytes>[], id: string): Promise<RestKey<Bytes> | null> {
  for (const entry of keys) if (equal(await keyId(entry.key), fromHex(id))) return entry
  return null
}

async function breaksOut({ notice }: House): Promise<RestKey<Bytes>[]> {
  const { status, bytes, signature } = await getNow('nameless', '/breaks/')
  if (status !== 200) return []
  return trusting(async () => {
    await checkSignature(fromHex(notice.box_signer), bytes, signature)
    const keys = readDocument(bytes, 'breaks').keys as unknown as RestKey[]
    return keys.map(({ kind, quarter, key }) => ({ kind, quarter, key: fromBase64(key) }))
  })
}

async function sorted<S, T>(all: S[], read: (one: S) => Promise<T>): Promise<Sorted<T>> {
  const good: T[] = []
  for (const one of all) {
    try {
      good.push(await read(one))
    } catch (error) {
      if (!isWrong(error)) throw error
    }
  }
  return { good, forged: all.length - good.length }
}

/** What somebody wrote wrongly, or somebody else; RangeError and TypeError where a field is nothing of its kind. */
function isWrong(error: unknown): boolean {
  const wrong = [BadLetter, BadWrap, Unreadable, RangeError, TypeError]
  return wrong.some((kind) => error instanceof kind)
}
