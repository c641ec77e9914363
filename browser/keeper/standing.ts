// Whether the key that is open here is the one that everybody seals to: the newest house Notice, the same on both
// origins, must name it. If it names another, nothing may be read or written: somebody else would read along.

import { agreedNotice, fetchNotice, loadChain, readNotice, trusting } from '../client/documents'
import type { Bytes, HouseNotice } from '../client/types'
import { fromHex } from '../ground/bytes'
import { fingerprint, readDocument } from '../ground/notice'
import { BadRecord, checkRecord, publishedRecord } from '../ground/records'
import type { Keys } from './keys'

export type Standing = 'ours' | 'unpublished' | 'replaced' | 'other'

/** The newest house Notice, null before the first of all, and how the open keys stand to it. Throws Failure. */
export function lookUp(keys: Keys): Promise<{ notice: HouseNotice | null; standing: Standing }> {
  return trusting(async () => {
    for await (const notice of houses()) return { notice, standing: await standingOf(keys, notice) }
    return { notice: null, standing: keys.previous === null ? 'unpublished' : 'other' }
  })
}

/** House Notices, the newest first, each agreed by both origins. */
async function* houses(): AsyncGenerator<HouseNotice> {
  for (const name of (await loadChain()).toReversed()) {
    if (readDocument(await fetchNotice('nameless', name)).kind !== 'house') continue
    yield readNotice<HouseNotice>(await agreedNotice(name), 'house')
  }
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
export function olderSigners(keys: Keys): Promise<Bytes[]> {
  return trusting(async () => {
    const found: Bytes[] = []
    let wanted = keys.previous
    if (wanted === null) return found
    for await (const { keepers } of houses()) {
      const entry = keepers.find(({ rota }) => rota === keys.rota)
      if (entry === undefined || (await fingerprint(publishedRecord(entry))) !== wanted) continue
      found.push(fromHex(entry.signing))
      wanted = entry.previous
      if (wanted === null) break
    }
    return found
  })
}
