// The signing keys by which a rota has written: the published one, and those that its chain of records replaced
// (docs/protocol.md section 10). The Notices before the newest are pinned by its own bytes.

import { fromHex } from '../ground/bytes'
import { fingerprint, readDocument } from '../ground/notice'
import { BadRecord, checkRecord, publishedRecord } from '../ground/records'
import { fetchNotice, trusting } from './documents'
import { Failure, type Bytes, type House, type HouseNotice, type Keepers } from './types'

/** The newest in front, each held against the one before it; none for a rota without keys. Throws Failure. */
export function signingKeys(house: House, rota: string): Promise<Bytes[]> {
  return trusting(async () => {
    const keys: Bytes[] = []
    let [keepers, notice] = [of(house.notice, rota), house.notice as Pick<HouseNotice, 'previous'>]
    while (keepers !== null) {
      keys.push(fromHex(keepers.signing))
      const older = keepers.previous === null ? null : await recordBefore(notice, rota, keepers.previous)
      await check(keepers, older?.keepers ?? keepers)
      if (older === null) break
      ;[keepers, notice] = [older.keepers, older.notice]
    }
    return keys
  })
}

const of = (notice: Pick<HouseNotice, 'keepers'>, rota: string): Keepers | null =>
  notice.keepers.find((one) => one.rota === rota) ?? null

/** The record with this fingerprint, as an earlier house Notice carries it. Throws Failure('mistrust'). */
async function recordBefore(
  from: Pick<HouseNotice, 'previous'>,
  rota: string,
  name: string,
): Promise<{ keepers: Keepers; notice: HouseNotice }> {
  for (let at = from.previous; at !== null; ) {
    const document = readDocument(await fetchNotice('nameless', at))
    if (document.kind === 'house') {
      const notice = document as unknown as HouseNotice
      const keepers = of(notice, rota)
      if (keepers && (await fingerprint(publishedRecord(keepers))) === name) return { keepers, notice }
    }
    at = document.previous as string | null
  }
  throw new Failure('mistrust', "the chain does not hold the keepers' keys before these")
}

async function check(keepers: Keepers, by: Keepers): Promise<void> {
  try {
    await checkRecord(publishedRecord(keepers), keepers.signature, fromHex(by.signing))
  } catch (error) {
    throw error instanceof BadRecord ? new Failure('mistrust', error.message) : error
  }
}
