// Codes on paper: the kit and what is handed over; written like a candle key, so that typing errors are found.

import { BadCandleKey, newCandleKey, read, written } from '../ground/mailbox'
import { say } from '../page/words'
import { Mistaken } from './refusals'

export const newCode = (): string => written(newCandleKey())

/** The passphrase that a typed code is: its one spelling. Throws Mistaken. */
export function readCode(typed: string): string {
  try {
    return written(read(typed))
  } catch (error) {
    if (error instanceof BadCandleKey) throw new Mistaken(say('wrong.code'))
    throw error
  }
}
