// After a change of keys every open candle is sealed again, to the new key: the same contents, letters vouched for.

import { fromHex, toBase64, toHex } from '../ground/bytes'
import { canonical } from '../ground/json'
import { signingHalf } from '../ground/keepers'
import { Envelope, seal } from '../ground/seal'
import type { Keys } from './keys'
import { openCandle, unsealed, type Letter } from './opening'
import type { SentLetter, Whole } from './said'
import { vouch } from './vouch'
import type { Bytes } from '../client/types'

/** The body of the request that stores it; null when the candle's inside opens with no key that is at hand. */
export async function reseal(keys: Keys, candle: Whole, older: Bytes[]): Promise<string | null> {
  const inner = candle.inner === null ? null : await unsealed(keys, candle.inner, 'candle', keys.rota)
  if (candle.inner !== null && inner === null) return null
  const closed = inner && (await seal(keys.sealing, inner.plaintext, Envelope.BALLOT, 'candle', keys.rota))
  const { letters } = await openCandle(keys, candle, older)
  const sealed = await Promise.all(candle.letters.map((sent, at) => again(keys, candle, sent, letters[at]!)))
  return canonical({
    version: 1,
    signing: keys.signing,
    inner: closed && toBase64(closed),
    letters: sealed.map((bytes, at) => [candle.letters[at]!.number, bytes]),
  })
}

/** What nobody can vouch for stays as it is: it will not be shown under the new key either. */
async function again(keys: Keys, candle: Whole, sent: SentLetter, letter: Letter): Promise<string> {
  if (letter.fault !== null) return sent.sealed
  const mailbox = fromHex(candle.mailbox)
  const about = { mailbox, number: letter.number, author: letter.author }
  const plain = await vouch(signingHalf(keys.secret), about, letter.text)
  return toBase64(await seal(keys.sealing, plain, Envelope.BALLOT, 'letter', toHex(mailbox)))
}

