// Proofs: how a request to the nameless side shows whose mailbox or whose badge it is. Twin of crypto/proof.py
// (docs/protocol.md section 9).

import { concat, sha256, utf8, type Bytes } from './bytes'

/** What is asked, as it is signed. */
export interface Asking {
  method: 'GET' | 'POST'
  path: string
  challenge: string // as the server gave it
  body: Bytes
  badge?: string // the JWT; none for a mailbox
}

/** What is signed: purpose, method, path and challenge, each ended by a zero byte; then SHA-256 of badge and body. */
export async function proofMessage(
  purpose: 'mailbox' | 'badge',
  { method, path, challenge, body, badge = '' }: Asking,
): Promise<Bytes> {
  const parts = ['windbreak request 2', purpose, method, path, challenge].map((part) => utf8(`${part}\0`))
  return concat(...parts, await sha256(utf8(badge)), await sha256(body))
}
