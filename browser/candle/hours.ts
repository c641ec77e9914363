// When a flag is opened, in words.
import type { Opening } from '../page/opening'
import { count, distance, moment, say } from '../page/words'

export const waiting = ({ waiting }: Opening): string => (waiting === 0 ? say('opening.none') : count('opening.waiting', waiting))

/** The next hour, and what may hold it up. */
export function when({ next, minimum }: Opening): string {
  return say('opening.when', { when: moment(next), distance: distance(next) ?? '', minimum })
}

/** Puts a sentence about the next hour into `place` as soon as it is known; what stands there stays otherwise. */
export async function tell(opening: Promise<Opening | null>, place: HTMLElement, said: (known: Opening) => string): Promise<void> {
  const known = await opening
  if (known) place.textContent = said(known)
}
