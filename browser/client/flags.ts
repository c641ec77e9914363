// The sealed half of a flag: the same steps whether it is lit or not, so that time does not tell either.

import { fromBase64 } from '../ground/bytes'
import { lit, unlit } from '../ground/flag'
import { sealInner, signInner } from '../ground/inner'
import { keyId } from '../ground/keys'
import { mailboxKey, sealingSeed, signingSeed } from '../ground/mailbox'
import { Envelope, seal } from '../ground/seal'
import { sealingPublic } from '../ground/sealingKey'
import { keepersFor } from './house'
import type { Bytes, HouseKeys, HouseNotice, Wanted } from './types'

export interface SealedFlag {
  sealed: Bytes // 9,328
  router: Bytes // id of the key to which it is closed, 32
}

const NOTHING: Wanted = { urgency: null, rota: null, kinds: [], note: '' }

/** A flag for the router; `wanted` is null for one that asks for nothing. Throws Failure('no-keepers'), BadLetter. */
export async function sealFlag(
  notice: HouseNotice,
  { router }: HouseKeys,
  candleKey: Bytes,
  wanted: Wanted | null,
): Promise<SealedFlag> {
  const candle = notice.keepers.length || wanted ? await prepareCandle(notice, candleKey, wanted ?? NOTHING) : null
  const plain = wanted && candle ? candle : unlit()
  return { sealed: await seal(router.key, plain, Envelope.FLAG, 'flag', router.month), router: await keyId(router.key) }
}

async function prepareCandle(notice: HouseNotice, candleKey: Bytes, wanted: Wanted): Promise<Bytes> {
  const keepers = keepersFor(notice, wanted.rota)
  const mailbox = await mailboxKey(candleKey)
  const sealing = await sealingPublic(await sealingSeed(candleKey))
  const { kinds, note, urgency } = wanted
  const signed = await signInner(await signingSeed(candleKey), { mailbox, sealing, kinds, note })
  const inner = await sealInner(fromBase64(keepers.sealing), signed, keepers.rota)
  return lit({ mailbox, urgency, rota: keepers.rota, inner })
}
