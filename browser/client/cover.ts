// Empty flags, so that a candle from the candle page does not travel alone: once a month from a device where somebody
// looks after their passes, under a spare one that is not the last.
import { raiseFlag } from '../ground/flag'
import { newCandleKey } from '../ground/mailbox'
import { sealFlag } from './flags'
import type { Safe } from './safe'
import { loadSpares, oldestSpare } from './spares'
import { oneAtATime } from './tabs'
import type { House } from './types'
import { postBytes } from './wire'

const PLACE = 'cover'
const LEAST = 2 // spare passes; one stays for a candle of one's own

/** Send this month's, if it has not gone. The pass is gone once the server has taken the flag or will never take it;
 * after Failure('offline'), or while the server fails, nothing is lost and the next visit tries anew. Throws Failure. */
export function cover(safe: Safe, house: House): Promise<void> {
  return oneAtATime('candle', async () => {
    const { month } = house.candle
    if ((await safe.get<string>(PLACE)) === month || (await loadSpares(safe)).length < LEAST) return
    const found = await oldestSpare(safe)
    if (found === null) return
    const { sealed, router } = await sealFlag(house.notice, house, newCandleKey(), null)
    const { pass, oneTime } = found.spare
    const { status } = await postBytes('nameless', '/flags/', await raiseFlag(pass, oneTime, router, sealed))
    if (status >= 500) return
    await safe.drop(found.name)
    await safe.put(PLACE, month)
  })
}
