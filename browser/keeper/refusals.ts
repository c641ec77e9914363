// One plain sentence for everything that can go wrong at the console.

import { Failure } from '../client/types'
import { BadCopy } from '../ground/keepers'
import { BadLetter } from '../ground/letter'
import { NotLoaded } from '../ground/lazy'
import { TooLarge } from '../ground/padding'
import { say } from '../page/words'
import { NotStored } from './companion'
import { OtherKeys } from './keys'

/** The nameless side refused; the sentence is its own. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence)
  }
}

/** Of what a person did, and can do otherwise: the sentence is ready. */
export class Mistaken extends Error {}

export function sentenceOf(error: unknown): string {
  if (error instanceof Mistaken) return error.message
  if (error instanceof NotStored) return error.message ? say('wrong.not_stored.why', { why: error.message }) : say('wrong.not_stored')
  if (error instanceof Refused) return error.status === 409 ? say('wrong.conflict') : refusal(error)
  if (error instanceof BadCopy) return say('wrong.copy')
  if (error instanceof OtherKeys) return say('wrong.other_keys')
  if (error instanceof TooLarge || error instanceof BadLetter) return say('wrong.too_long')
  if (error instanceof NotLoaded) return say('wrong.offline')
  if (error instanceof Failure && error.trouble === 'offline') return say('wrong.offline')
  if (error instanceof Failure && error.trouble === 'mistrust') return say('wrong.mistrust')
  return say('wrong.broken')
}

function refusal({ status, message }: Refused): string {
  if (status === 401) return say('wrong.badge')
  if (status === 404) return say('wrong.gone')
  if (status === 410) return say('wrong.closed')
  return message && message.length < 300 ? say('wrong.refused', { why: message }) : say('wrong.broken')
}
