// A lit candle, opened with its key on any device: letters, offers, and the break that was taken
// (docs/protocol.md section 8).

import { fromBase64, fromHex, random, toBase64, toHex, type Bytes } from '../ground/bytes'
import { publicOf, sign } from '../ground/ed25519'
import { canonical, type Json } from '../ground/json'
import { keyId } from '../ground/keys'
import { keep, writeLetter, type SealedLetter } from '../ground/letter'
import { BadCandleKey, keepKey, read as readKey, sealingSeed, signingSeed } from '../ground/mailbox'
import { sealingPublic } from '../ground/sealingKey'
import { signingKeys } from './chain'
import { keepersFor } from './house'
import { finishPass, readOffers, readLetters, readSaid, type MailboxKeys, type OfferView, type View } from './mailboxView'
import { Prover } from './proofs'
import type { Safe } from './safe'
import { keepPass } from './stock'
import { Failure, type House, type Trouble } from './types'
import type { Answered } from './wire'
import { grant, wish } from './wishes'

export type { LetterView, OfferView, TakenView, View } from './mailboxView'

const TRIES = 3 // at a letter's number, which the keepers' letters use too
const PLAIN: Record<number, Trouble> = { 404: 'unknown-candle', 410: 'candle-over' }

/** The mailbox of the candle with this key, as it is written; asks nothing yet. Throws Failure('bad-candle-key'). */
export async function openMailbox(candleKey: string): Promise<Mailbox> {
  let key: Bytes
  try {
    key = readKey(candleKey)
  } catch (error) {
    throw error instanceof BadCandleKey ? new Failure('bad-candle-key', error.message) : error
  }
  const [signing, sealing] = [await signingSeed(key), await sealingSeed(key)]
  return new Mailbox({ mailbox: await publicOf(signing), signing, sealing, keeping: await keepKey(key) })
}

export class Mailbox {
  private readonly prover: Prover
  private written: { text: string; letter: SealedLetter } | null = null // whose answer was lost
  private house: House | null = null
  private view: View | null = null

  constructor(private readonly keys: MailboxKeys) {
    const sign_ = (message: Bytes): Promise<Bytes> => sign(keys.signing, message)
    this.prover = new Prover({ purpose: 'mailbox', mailbox: toHex(keys.mailbox), sign: sign_ })
  }

  /** All that is in it, opened; what is not signed by whom it says is left out and counted. Notes the month of the
   * visit, without which a candle lapses. Throws Failure: 'unknown-candle', 'offline', 'mistrust', 'broken'. */
  async read(house: House): Promise<View> {
    const said = readSaid(await this.ask('/mailbox/', {}))
    const rota = await signingKeys(house, said.rota)
    const letters = await readLetters(this.keys, rota, said.letters)
    const offers = await readOffers(this.keys, rota, said.offers)
    this.house = house
    this.view = {
      state: said.state,
      urgency: said.urgency,
      rota: said.rota,
      verified: said.verified,
      letters: letters.good,
      offers: offers.good,
      forged: letters.forged + offers.forged,
      next: said.letters.length + 1,
      taken: said.taken && (await finishPass(this.keys, house, said.taken, said.offers)),
    }
    return this.view
  }

  /** Send a letter of at most 1,000 characters. Throws Failure: 'candle-over', 'letters-full', 'no-keepers', and as
   * `read`; BadLetter. The same text again after a lost answer is the same letter. */
  async write(text: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      if (this.written?.text !== text) this.written = { text, letter: await this.seal(text) }
      const { number, keepers, employee, signature } = this.written.letter
      const sealed = { keepers: toBase64(keepers), employee: toBase64(employee), signature: toBase64(signature) }
      const { status } = await this.post('/mailbox/letters/', { number, ...sealed })
      if (status === 200) break
      this.written = null
      if (status !== 409 || tries === TRIES) throw failure(status, 'letters-full')
      const before = number
      if ((await this.read(this.house!)).next === before) throw new Failure('letters-full')
    }
    this.written = null
    if (this.view) this.view.next++
  }

  /** Take one of the offers; its pass goes into the stock of this device as well, unless `safe` is null. Any device
   * finds it again in the mailbox. Throws Failure: 'taken', 'candle-over', and as `read`. */
  async take(offer: OfferView, house: House, safe: Safe | null): Promise<void> {
    const entry = house.breaks.find(({ kind }) => kind === offer.kind)
    if (entry === undefined) throw new Failure('broken', 'the house Box has no key for this kind of rest')
    const { kind, quarter } = entry
    const asked = await wish(entry.key, random(32), 'break', `${kind} ${quarter}`)
    const kept = await keep(this.keys.keeping, asked, fromHex(offer.id))
    const answer = await this.post('/mailbox/take/', {
      offer: offer.id,
      key: toHex(await keyId(entry.key)),
      blinded: toBase64(asked.blinded),
      kept: toBase64(kept),
    })
    // Another request for the same offer may have come through, whose answer was lost: then its pass is there.
    if (answer.status === 409) return this.takeAgain(offer, house, safe)
    if (answer.status !== 200) throw failure(answer.status, 'broken')
    const { signature } = JSON.parse(new TextDecoder().decode(answer.bytes)) as { signature: string }
    const pass = await grant(asked, signature)
    if (safe) await keepPass(safe, { kind, quarter, pass })
  }

  /** Take the candle back: letters, offers and all that the keepers could read are deleted. Throws Failure. */
  async withdraw(): Promise<void> {
    await this.ask('/mailbox/withdraw/', {})
  }

  private async takeAgain(offer: OfferView, house: House, safe: Safe | null): Promise<void> {
    const { taken } = await this.read(house)
    if (taken?.offer !== offer.id || taken.pass === null) throw new Failure('taken')
    if (safe) await keepPass(safe, { kind: taken.kind, quarter: taken.quarter, pass: taken.pass })
  }

  private async seal(text: string): Promise<SealedLetter> {
    const { view, house } = this
    if (view === null || house === null) throw new Failure('broken', 'the mailbox was not read yet')
    const keepers = fromBase64(keepersFor(house.notice, view.rota).sealing)
    const employee = await sealingPublic(this.keys.sealing)
    const { mailbox, signing } = this.keys
    return writeLetter(text, { keepers, employee }, { mailbox, number: view.next, author: signing })
  }

  private async ask(path: string, fields: Record<string, Json>): Promise<Answered> {
    const answer = await this.post(path, fields)
    if (answer.status !== 200) throw failure(answer.status, 'broken')
    return answer
  }

  private post(path: string, fields: Record<string, Json>): Promise<Answered> {
    return this.prover.ask('POST', path, canonical({ version: 1, ...fields }))
  }
}

function failure(status: number, conflict: Trouble): Failure {
  const trouble = PLAIN[status] ?? (status === 409 ? conflict : 'broken')
  return new Failure(trouble, `the mailbox answered ${status}`)
}
