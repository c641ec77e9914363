// The second half of sending, the same for the first try and for any later one: passes for what is sealed, a short
// random wait, ballot and flag apart from each other in random order (design section 5, step 3).

import { ballotBytes } from '../ground/ballot'
import { random } from '../ground/bytes'
import { raiseFlag } from '../ground/flag'
import { askDoor } from './door'
import { keepReceipt } from './receipts'
import type { Safe } from './safe'
import type { Kept, Sealed } from './submissions'
import { Failure, type Receipt, type Stage, type Trouble } from './types'
import { postBytes } from './wire'

const SHORTEST = 300 // milliseconds
const LONGEST = 2000

/** Carry what is sealed as far as it goes. Throws Failure; everything stays on the device unless it is over. */
export async function deliver(safe: Safe, kept: Kept, onStage: (stage: Stage) => void): Promise<Receipt> {
  const sealed = kept.submission.sealed
  if (sealed === null) throw new Failure('broken', 'nothing is sealed')
  const over = await carry(kept, sealed, onStage).catch((error: unknown) => {
    // Long after the close the servers may have forgotten invitation, box and all.
    const late = Date.parse(kept.submission.until) < Date.now()
    if (late && error instanceof Failure && error.trouble !== 'offline') return 'closed' as const
    throw error
  })
  const { flagged, candleKey } = sealed.receipt
  const receipt = { ...sealed.receipt, candleKey: flagged ? candleKey : null, kept: safe.works }
  if (over === null) await keepReceipt(safe, receipt)
  await kept.erase()
  if (over !== null) throw new Failure(over, '', flagged ? receipt : null)
  onStage('done')
  return receipt
}

/** Why the ballot can never be cast, or null when it was. */
async function carry(kept: Kept, sealed: Sealed, onStage: (stage: Stage) => void): Promise<Trouble | null> {
  if (!sealed.asked) {
    onStage('passes')
    const trouble = await askPasses(kept, sealed)
    if (trouble !== null) return trouble
  }
  let over: Trouble | null = sealed.ballot.pass === null ? 'used-elsewhere' : null
  const cast = async (): Promise<void> => {
    if (sealed.cast || over !== null) return
    await pause(onStage)
    onStage('ballot')
    over = await castBallot(sealed)
    sealed.cast = over === null
    await kept.save()
  }
  const raise = async (): Promise<void> => {
    if (sealed.raised) return
    await pause(onStage)
    onStage('flag')
    sealed.receipt.flagged = await postFlag(sealed)
    sealed.raised = true
    await kept.save()
  }
  for (const step of random(1)[0]! & 1 ? [cast, raise] : [raise, cast]) await step()
  return over
}

/** Passes for ballot and flag in one request; of a refused one, none. */
async function askPasses(kept: Kept, sealed: Sealed): Promise<Trouble | null> {
  try {
    await askDoor(kept.submission.token, { ballot: [sealed.ballot], candle: [sealed.candle] })
  } catch (error) {
    if (error instanceof Failure && error.trouble === 'closed') return 'closed'
    throw error
  }
  sealed.asked = true
  await kept.save()
  return null
}

async function castBallot(sealed: Sealed): Promise<Trouble | null> {
  const answer = await postBytes('nameless', '/ballots/', ballotBytes(sealed.ballot.pass!, sealed.answers))
  if (answer.status === 200) return null
  if (answer.status === 410) return 'closed'
  throw new Failure('broken', `the ballot was answered with ${answer.status}`)
}

/** Whether it was taken. A flag that is refused for good holds up no ballot. */
async function postFlag(sealed: Sealed): Promise<boolean> {
  if (sealed.candle.pass === null) return false
  const flag = await raiseFlag(sealed.candle.pass, sealed.oneTime, sealed.router, sealed.flag)
  const answer = await postBytes('nameless', '/flags/', flag)
  if (answer.status >= 500) throw new Failure('broken', `the flag was answered with ${answer.status}`)
  return answer.status === 200
}

/** So that who asked for a pass is not, within the same moment, who casts a ballot. */
async function pause(onStage: (stage: Stage) => void): Promise<void> {
  onStage('waiting')
  const chance = crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
  await new Promise((resolve) => setTimeout(resolve, SHORTEST + chance * (LONGEST - SHORTEST)))
}
