// Leaving nothing on this device, after asking.
import { sure } from '../page/ask'
import { say } from '../page/words'
import type { Visit } from './visit'

export async function sureToForget(visit: Visit): Promise<void> {
  if (await sure(say('forget.ask'), say('forget.yes'), say('forget.no'))) await visit.forget()
}
