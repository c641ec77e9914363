// Whether the key that is open here is the one that everybody seals to: the newest house Notice, the same on both
// origins, must name it. If it names another, nothing may be read or written: somebody else would read along.

import { loadChain, agreedNotice, fetchNotice, readNotice } from '../client/documents'
import { loadHouse } from '../client/house'
import type { Bytes, HouseNotice } from '../client/types'
import { fromHex } from '../ground/bytes'
import { fingerprint, readDocument } from '../ground/notice'
import { BadRecord, checkRecord, publishedRecord } from '../ground/records'
import type { Keys } from './keys'

export type Standing = 'ours' | 'unpublished' | 'replaced' | 'other'

/** The newest house Notice, and how the open keys stand to it. Throws Failure. */
export async function lookUp(keys: Keys): Promise<{ notice: HouseNotice; standing: Standing }> {
  const { notice } = await loadHouse()
  return { notice, standing: await standingOf(keys, notice) }
}

/** `unpublished`: keys that were only just stored; the Notice still names those before, or none yet. `replaced`: a
 * colleague has signed other keys into their place. */
export async function standingOf(keys: Keys, notice: HouseNotice): Promise<Standing> {
  const published = notice.keepers.find(({ rota }) => rota === keys.rota)
  if (published === undefined) return keys.previous === null ? 'unpublished' : 'other'
  try {
    const record = publishedRecord(published)
    const name = await fingerprint(record)
    if (name === keys.fingerprint) return 'ours'
    if (name === keys.previous) return 'unpublished'
    if (published.previous !== keys.fingerprint) return 'other'
    await checkRecord(record, published.signature, fromHex(keys.signing))
    return 'replaced'
  } catch (error) {
    if (error instanceof BadRecord) return 'other'
    throw error
  }
}

/** Signing keys of the rota that were replaced, newest first: each is named by the record that replaced it. */
export async function olderSigners(keys: Keys): Promise<Bytes[]> {
  const found: Bytes[] = []
  let wanted = keys.previous
  if (wanted === null) return found
  for (const name of (await loadChain()).toReversed()) {
    if (readDocument(await fetchNotice('nameless', name)).kind !== 'house') continue
    const notice = readNotice<HouseNotice>(await agreedNotice(name), 'house')
    const entry = notice.keepers.find(({ rota }) => rota === keys.rota)
    if (entry === undefined || (await fingerprint(publishedRecord(entry))) !== wanted) continue
    found.push(fromHex(entry.signing))
    wanted = entry.previous
    if (wanted === null) break
  }
  return found
}
