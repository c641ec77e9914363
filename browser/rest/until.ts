// How long a pass is good: its quarter and the next.
import { day } from '../page/words'

/** The last day, `31 March 2027` for 2026-Q4. */
export function until(quarter: string): string {
  const [year, number] = quarter.split('-Q').map(Number) as [number, number]
  return day(new Date(Date.UTC(year, 3 * (number + 1), 0)).toISOString())
}
