// Receipts on the device, and the question that they answer: was my ballot counted?

import { fromHex, random, toHex } from '../ground/bytes'
import { checkSignature, readDocument } from '../ground/notice'
import type { Safe } from './safe'
import { Failure, type Receipt } from './types'
import { getNow, type Answered } from './wire'

/** Kept without the candle key, and without saying whether one was lit, unless the person chose to keep that here. */
export async function keepReceipt(safe: Safe, receipt: Receipt, withCandle = false): Promise<void> {
  const kept = withCandle ? receipt : { ...receipt, lit: false, candleKey: null }
  await safe.put(await place(safe, receipt), kept)
}

/** The wave that closed last in front. */
export async function loadReceipts(safe: Safe): Promise<Receipt[]> {
  const receipts = await Promise.all((await safe.names('receipt ')).map((one) => safe.get<Receipt>(one)))
  return receipts.filter((one) => one !== null).sort((one, other) => (one.closes < other.closes ? 1 : -1))
}

/** Whether the published list of a wave's ballots holds this one; it is there after the count. Throws Failure. */
export async function wasCounted(receipt: Receipt): Promise<'counted' | 'missing' | 'not-yet'> {
  const answer = await getNow('nameless', `/counted/${receipt.notice}/`)
  if (answer.status === 404) return 'not-yet'
  if (answer.status !== 200) throw new Failure('broken', `status ${answer.status}`)
  const list = await readCounted(answer, receipt)
  return list.includes(receipt.serial) ? 'counted' : 'missing'
}

export async function forgetReceipts(safe: Safe): Promise<void> {
  for (const one of await safe.names('receipt ')) await safe.drop(one)
}

async function readCounted({ bytes, signature }: Answered, { notice, signer }: Receipt): Promise<string[]> {
  try {
    await checkSignature(fromHex(signer), bytes, signature)
    const document = readDocument(bytes, 'counted')
    if (document.notice !== notice || !Array.isArray(document.serials)) throw new Error('another list')
    return document.serials as string[]
  } catch (error) {
    throw new Failure('mistrust', String(error))
  }
}

/** Where a receipt lies. Names can be read on the device's disk, and a serial is in a public list: so it is random. */
async function place(safe: Safe, receipt: Receipt): Promise<string> {
  for (const name of await safe.names('receipt ')) {
    if ((await safe.get<Receipt>(name))?.serial === receipt.serial) return name
  }
  return `receipt ${toHex(random(8))}`
}
