// Passes: RFC 9578 tokens of type 0x0002, bound to a purpose and a scope. Twin of crypto/passes.py
// (docs/protocol.md section 1).

import { BadSignature, verify } from './blind'
import { concat, equal, sha256, utf8, type Bytes } from './bytes'
import type { PublicKey } from './keys'

export const PASS_SIZE = 354
const INPUT_SIZE = 98
const TOKEN_TYPE = Uint8Array.of(0, 2)
const ISSUER = utf8('windbreak')

export type Purpose = 'ballot' | 'label' | 'candle' | 'entitlement' | 'break'

/** This is no genuine pass for what it is shown for. */
export class BadPass extends Error {}

/** The TokenChallenge of RFC 9577 section 2.1.1; the redemption context binds purpose and scope. */
export async function tokenChallenge(purpose: Purpose, scope: string): Promise<Bytes> {
  const context = await sha256(utf8(`windbreak pass 1\0${purpose}\0${scope}`))
  return concat(
    TOKEN_TYPE,
    Uint8Array.of(0, ISSUER.length),
    ISSUER,
    Uint8Array.of(context.length),
    context,
    Uint8Array.of(0, 0), // no origin
  )
}

/** The 32-byte challenge digest that a pass carries. */
export async function challenge(purpose: Purpose, scope: string): Promise<Bytes> {
  return sha256(await tokenChallenge(purpose, scope))
}

/** The 98 bytes that are signed blindly: type, nonce, challenge digest, key id (RFC 9578 section 6.1). */
export function tokenInput(nonce: Bytes, challengeDigest: Bytes, keyId: Bytes): Bytes {
  const input = concat(TOKEN_TYPE, nonce, challengeDigest, keyId)
  if (input.length !== INPUT_SIZE) throw new BadPass(`a token input has ${INPUT_SIZE} bytes`)
  return input
}

/** The 354 bytes of RFC 9578 section 6.3 from a token input and the unblinded signature over it. */
export function assemble(input: Bytes, authenticator: Bytes): Bytes {
  const pass = concat(input, authenticator)
  if (pass.length !== PASS_SIZE) throw new BadPass(`a pass has ${PASS_SIZE} bytes`)
  return pass
}

/** The 32-byte serial under which a pass is spent. */
export function serial(pass: Bytes): Bytes {
  return pass.slice(2, 34)
}

/** Genuine, and made for this purpose and scope. Throws BadPass. */
export async function checkPass(pass: Bytes, key: PublicKey, purpose: Purpose, scope: string): Promise<void> {
  if (pass.length !== PASS_SIZE || !equal(pass.slice(0, 2), TOKEN_TYPE)) throw new BadPass('this is not a pass')
  if (!equal(pass.slice(34, 66), await challenge(purpose, scope))) {
    throw new BadPass('this pass was made for something else')
  }
  try {
    await verify(key, pass.slice(0, INPUT_SIZE), pass.slice(INPUT_SIZE))
  } catch (error) {
    throw error instanceof BadSignature ? new BadPass('this pass is not genuine') : error
  }
}
