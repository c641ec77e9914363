// Leaves nothing in this browser of any survey, candle or pass.
import type { Safe } from '../client/safe'

export async function forgetAll(safe: Safe): Promise<void> {
  for (const one of await safe.names('')) await safe.drop(one)
}
