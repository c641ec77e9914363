// The signing keys by which a rota has written: the published one, and those that its chain of records replaced
// (docs/protocol.md section 10). The Notices before the newest are pinned by its own bytes.

import { fromHex } from '../ground/bytes'
import { fingerprint, readDocument } from '../ground/notice'
import { BadRecord, checkRecord, publishedRecord } from '../ground/records'
import { fetchNotice, trusting } from './documents'
import { Failure, type Bytes, type House, type HouseNotice, type Keepers } from './types'

/** The newest in front, each held against the one before it; none for a rota without keys.
 *
 * Keys that were replaced before anybody published them are in no Notice: there the chain ends, since nobody can have
 * written under them. Throws Failure('mistrust') when keys are not signed by those that they replace.
 */
export function signingKeys(house: House, rota: string): Promise<Bytes[]> {
  return trusting(async () => {
    const keys: Bytes[] = []
    let [keepers, notice] = [of(house.notice, rota), house.notice as Pick<HouseNotice, 'previous'>]
    while (keepers !== null) {
      keys.push(fromHex(keepers.signing))
      const older = keepers.previous === null ? null : await recordBefore(notice, rota, keepers.previous)
      if (keepers.previous === null) await check(keepers, keepers)
      if (older === null) break
      await check(keepers, older.keepers)
      ;[keepers, notice] = [older.keepers, older.notice]
    }
    return keys
  })
}

const of = (notice: Pick<HouseNotice, 'keepers'>, rota: string): Keepers | null =>
  notice.keepers.find((one) => one.rota === rota) ?? null

/** The record with this fingerprint, as an earlier house Notice carries it. */
async function recordBefore(
  from: Pick<HouseNotice, 'previous'>,
  rota: string,
  name: string,
): Promise<{ keepers: Keepers; notice: HouseNotice } | null> {
  for (let at = from.previous; at !== null; ) {
    const document = readDocument(await fetchNotice('nameless', at))
    if (document.kind === 'house') {
      const notice = document as unknown as HouseNotice
      const keepers = of(notice, rota)
      if (keepers && (await fingerprint(publishedRecord(keepers))) === name) return { keepers, notice }
    }
    at = document.previous as string | null
  }
  return null
}

async function check(keepers: Keepers, by: Keepers): Promise<void> {
  try {
    await checkRecord(publishedRecord(keepers), keepers.signature, fromHex(by.signing))
  } catch (error) {
    throw error instanceof BadRecord ? new Failure('mistrust', error.message) : error
  }
}
