// Ballots: a pass with its sealed answers, always 5,586 bytes. Twin of crypto/ballot.py (docs/protocol.md section 5).

import { concat, sha256, toBase64, utf8, type Bytes } from './bytes'
import { canonical, type Json } from './json'
import { PASS_SIZE } from './passes'
import { Envelope, OVERHEAD } from './seal'

export const BALLOT_SIZE = PASS_SIZE + Envelope.BALLOT + OVERHEAD

export type Answer = number | number[] | null

/** The plaintext of a ballot; at most 4,095 bytes, which sealing checks. */
export function fillIn(labels: Bytes[], answers: Record<string, Answer>): Bytes {
  const document: Json = { version: 1, labels: labels.map(toBase64), answers }
  return utf8(asciiOnly(canonical(document)))
}

/** The serial of the ballot pass that goes with an envelope: nobody can put another under it. */
export function ballotNonce(sealed: Bytes): Promise<Bytes> {
  return sha256(sealed)
}

/** The 5,586 bytes that are sent. */
export function ballotBytes(pass: Bytes, sealed: Bytes): Bytes {
  const ballot = concat(pass, sealed)
  if (ballot.length !== BALLOT_SIZE) throw new RangeError(`a ballot has ${BALLOT_SIZE} bytes`)
  return ballot
}

/** Beyond ASCII as \uXXXX, as Python escapes it. */
function asciiOnly(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
