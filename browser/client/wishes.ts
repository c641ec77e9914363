// Passes on their way: what was asked blindly, what only the asker may keep, and the pass once it is there.

import { blind, BadSignature, unblind } from '../ground/blind'
import { fromBase64, toBase64, toHex } from '../ground/bytes'
import { keyId, readSpki } from '../ground/keys'
import { assemble, challenge, tokenInput, type Purpose } from '../ground/passes'
import { Failure, type Bytes } from './types'

export interface Wish {
  spki: Bytes // of the key that is pinned for it
  message: Bytes // the token input, 98
  blinded: Bytes // 256; the same bytes whenever it is asked for again
  inverse: Bytes // 256
  pass: Bytes | null // 354
}

/** A pass to ask for under one key; `nonce` (32) becomes its serial. Throws BadKey. */
export async function wish(spki: Bytes, nonce: Bytes, purpose: Purpose, scope: string): Promise<Wish> {
  const message = tokenInput(nonce, await challenge(purpose, scope), await keyId(spki))
  return { spki, pass: null, ...(await blind(await readSpki(spki), message)) }
}

/** Key id and blinded message as the door reads them (docs/protocol.md section 4). */
export async function entry(asked: Wish): Promise<[string, string]> {
  return [toHex(await keyId(asked.spki)), toBase64(asked.blinded)]
}

/** The pass of the door's signature. Throws Failure('mistrust') when it is not the pinned key's. */
export async function grant(asked: Wish, signature: string): Promise<Bytes> {
  try {
    const finished = await unblind(await readSpki(asked.spki), asked, fromBase64(signature))
    return assemble(asked.message, finished)
  } catch (error) {
    if (error instanceof BadSignature || error instanceof RangeError) throw new Failure('mistrust', error.message)
    throw error
  }
}
