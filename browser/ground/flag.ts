// Flags: every submission carries one, lit or not, always the same 9,810 bytes. Twin of crypto/flag.py
// (docs/protocol.md section 6).

import { concat, sha256, toBase64, toHex, utf8, type Bytes } from './bytes'
import { publicOf, sign } from './ed25519'
import { canonical } from './json'
import { PASS_SIZE } from './passes'
import { Envelope, OVERHEAD } from './seal'

export const FLAG_SIZE = PASS_SIZE + 32 + 64 + 32 + Envelope.FLAG + OVERHEAD

export type Urgency = 'today' | 'week' | 'whenever'

/** What is sealed into a flag that asks for nothing. */
export function unlit(): Bytes {
  return utf8(canonical({ version: 1, lit: false }))
}

/** All that the router sees of a lit flag. */
export interface Candle {
  mailbox: Bytes // where letters are left, 32
  urgency: Urgency | null // how soon, if the person said so
  rota: string // which keepers it goes to: [a-z0-9-]{1,20}
  inner: Bytes // an envelope that only they can open, 5,232
}

/** What is sealed into a flag that asks for a break. */
export function lit({ mailbox, urgency, rota, inner }: Candle): Bytes {
  return utf8(
    canonical({ version: 1, lit: true, mailbox: toHex(mailbox), urgency, rota, inner: toBase64(inner) }),
  )
}

/** The 32-byte serial of the candle pass that goes with a one-time Ed25519 public key. */
export function flagNonce(oneTimePublic: Bytes): Promise<Bytes> {
  return sha256(oneTimePublic)
}

/** The signed 9,810 bytes: `router` is the id of the key to which `sealed` is closed, `oneTime` a seed of 32. */
export async function raiseFlag(pass: Bytes, oneTime: Bytes, router: Bytes, sealed: Bytes): Promise<Bytes> {
  const signature = await sign(oneTime, concat(utf8('windbreak flag 1\0'), router, sealed))
  const flag = concat(pass, await publicOf(oneTime), signature, router, sealed)
  if (flag.length !== FLAG_SIZE) throw new RangeError(`a flag has ${FLAG_SIZE} bytes`)
  return flag
}
