// Sealing answers and flag; the same steps whether the candle is ticked or not, so that time does not tell either.

import { ballotNonce, BALLOT_SIZE, fillIn } from '../ground/ballot'
import { toHex } from '../ground/bytes'
import { FLAG_SIZE } from '../ground/flag'
import { newCandleKey, written } from '../ground/mailbox'
import { Envelope, seal } from '../ground/seal'
import { sealFlag } from './flags'
import { newSpare } from './spares'
import type { Ahead, Sealed } from './submissions'
import type { Filled, Papers, Wanted } from './types'
import { wish } from './wishes'

/** All that the second half of sending needs. Throws Failure('no-keepers') for a candle that nobody could read. */
export async function sealUp(papers: Papers, ahead: Ahead, filled: Filled): Promise<Sealed> {
  const { wave, house } = papers
  const label = filled.labelled ? ahead.label.pass : null
  const plain = fillIn(label ? [label] : [], filled.answers)
  const answers = await seal(papers.boxKey, plain, Envelope.BALLOT, 'ballot', wave.wave)
  const candleKey = newCandleKey()
  const flag = await sealFlag(house, papers, candleKey, filled.lit ? wanted(filled) : null)
  const serial = await ballotNonce(answers)
  const { wish: candle, oneTime } = await newSpare(papers)
  return {
    ballot: await wish(papers.ballotKey, serial, 'ballot', wave.wave),
    candle,
    answers,
    flag: flag.sealed,
    router: flag.router,
    oneTime,
    asked: false,
    cast: false,
    raised: false,
    receipt: {
      notice: papers.notice,
      title: wave.title,
      closes: wave.closes,
      serial: toHex(serial),
      signer: house.box_signer,
      labelled: label !== null,
      lit: filled.lit,
      flagged: false,
      candleKey: filled.lit ? written(candleKey) : null,
      kept: false,
      bytes: { ballot: BALLOT_SIZE, flag: FLAG_SIZE },
    },
  }
}

function wanted({ urgency, rota = null, kinds = [], note = '' }: Filled): Wanted {
  return { urgency, rota, kinds, note }
}
