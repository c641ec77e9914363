// Quarters as keys of rest name them, `2026-Q4`, in UTC. Twin of crypto/quarters.py.

const GOOD_FOR = 1 // quarters after its own in which an entitlement or break pass is good

/** The quarter of an instant. */
export function quarterOf(moment: Date): string {
  return `${String(moment.getUTCFullYear()).padStart(4, '0')}-Q${Math.floor(moment.getUTCMonth() / 3) + 1}`
}

/** Whether a pass of `quarter` is good at `moment`: in its quarter and the next. */
export function isGood(quarter: string, moment: Date): boolean {
  const since = ordinal(quarterOf(moment)) - ordinal(quarter)
  return since >= 0 && since <= GOOD_FOR
}

function ordinal(quarter: string): number {
  return 4 * Number(quarter.slice(0, 4)) + Number(quarter.slice(6))
}
