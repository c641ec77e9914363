// What is true for everybody: the newest house Notice, agreed by both origins, and the keys of its Box.

import { fromBase64, fromHex } from '../ground/bytes'
import { BadDocument, readDocument } from '../ground/notice'
import { BadRecord, checkRecord, publishedRecord } from '../ground/records'
import { agreedNotice, fetchNotice, loadBox, loadChain, readNotice, trusting } from './documents'
import { Failure, type House, type HouseNotice, type Keepers, type RestKey } from './types'

const LACKS = 'the chain does not hold the house Notice of this wave'

/** The newest house Notice, which may be younger than a wave's own, `atLeast`. Throws Failure. */
export function loadHouse(atLeast?: string): Promise<House> {
  return trusting(async () => {
    const { name, notice } = await newest(await loadChain(), atLeast)
    await Promise.all(notice.keepers.map(checkFirst))
    const box = await loadBox(name, 'house-box', fromHex(notice.box_signer))
    const router = box.router as { month: string; key: string }
    const candle = notice.candle_keys.find((entry) => entry.month === notice.month)
    if (candle === undefined) throw new BadDocument('the house Notice lacks the candle key of its month')
    return {
      fingerprint: name,
      notice,
      candle: { month: candle.month, key: fromBase64(candle.key) },
      router: { month: router.month, key: fromBase64(router.key) },
      breaks: (box.breaks as unknown as RestKey[]).map((entry) => ({ ...entry, key: fromBase64(entry.key) })),
    }
  })
}

/** The keepers who read a candle for `rota`, the first of all when none was chosen. Throws Failure('no-keepers'). */
export function keepersFor(notice: HouseNotice, rota: string | null): Keepers {
  const keepers = rota === null ? notice.keepers[0] : notice.keepers.find((one) => one.rota === rota)
  if (keepers === undefined) throw new Failure('no-keepers')
  return keepers
}

async function newest(chain: string[], atLeast?: string): Promise<{ name: string; notice: HouseNotice }> {
  // A shorter chain would end in a Notice whose keepers' keys may have been replaced since.
  if (atLeast !== undefined && !chain.includes(atLeast)) throw new Failure('mistrust', LACKS)
  for (const name of chain.toReversed()) {
    const bytes = await fetchNotice('nameless', name)
    if (readDocument(bytes).kind === 'house') {
      return { name, notice: readNotice<HouseNotice>(await agreedNotice(name).catch(unheardOf), 'house') }
    }
  }
  throw new Failure('mistrust', LACKS)
}

/** The named side wrote every Notice of the chain: one that it does not know was put there by somebody else. */
const unheardOf = (error: unknown): never => {
  throw error instanceof Failure && error.trouble === 'unknown-wave' ? new Failure('mistrust', error.message) : error
}

/** The first record of a chain signs itself; later ones are held against those before them where letters are read. */
async function checkFirst(keepers: Keepers): Promise<void> {
  try {
    const record = publishedRecord(keepers)
    if (keepers.previous === null) await checkRecord(record, keepers.signature, fromHex(keepers.signing))
  } catch (error) {
    throw error instanceof BadRecord ? new BadDocument(error.message) : error
  }
}
