// When flags are opened next, and how many wait: the same for everybody, so everybody may ask.
import { getNow } from '../client/wire'

const HOUR = 3_600_000 // milliseconds

export interface Opening {
  next: string // instant of the next fixed hour
  waiting: number
  minimum: number // flags that must wait for it, unless one has waited for a day
}

/** Null where it cannot be learned now. */
export async function opening(): Promise<Opening | null> {
  try {
    const answer = await getNow('nameless', '/flags/')
    const { waiting, minimum, hours } = JSON.parse(new TextDecoder().decode(answer.bytes)) as Record<string, unknown>
    if (answer.status !== 200 || typeof waiting !== 'number' || typeof minimum !== 'number') return null
    const next = Array.isArray(hours) ? nextOf(hours as number[], Date.now()) : null
    return next === null ? null : { next, waiting, minimum }
  } catch {
    return null
  }
}

/** The first of the fixed hours of a day (UTC) that has not begun. */
function nextOf(hours: number[], now: number): string | null {
  for (let at = now - (now % HOUR) + HOUR, left = 24; left > 0; at += HOUR, left--) {
    if (hours.includes(new Date(at).getUTCHours())) return new Date(at).toISOString()
  }
  return null
}
