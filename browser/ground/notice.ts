// Documents: how they are read, named and trusted. Twin of crypto/notice.py and of the half of
// crypto/installation.py that checks (docs/protocol.md section 2).

import { concat, fromBase64, sha256, toHex, utf8, type Bytes } from './bytes'
import { isSigned } from './ed25519'
import { canonical, type Json } from './json'

/** These bytes are not a document of the kind that was asked for, or not signed as they should be. */
export class BadDocument extends Error {}

export type Kind = 'house' | 'house-box' | 'wave' | 'wave-box' | 'counted' | 'breaks'

/** SHA-256 over the exact bytes, 64 hex digits: the name of a document. */
export async function fingerprint(bytes: Bytes): Promise<string> {
  return toHex(await sha256(bytes))
}

/** The document in `bytes`, which must be of `kind` and written in the one way documents are. Throws BadDocument. */
export function readDocument(bytes: Bytes, kind?: Kind): { [key: string]: Json } {
  let document: Json
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    document = JSON.parse(text) as Json
  } catch {
    throw new BadDocument('the document is not JSON in UTF-8')
  }
  if (document === null || typeof document !== 'object' || Array.isArray(document)) {
    throw new BadDocument('this is not a document')
  }
  // One document has one spelling: this also refuses repeated keys, lone surrogates and white space.
  if (canonical(document) !== text) throw new BadDocument('the document is not written as it should be')
  if (document.version !== 1) throw new BadDocument('this is not a document of version 1')
  if (kind !== undefined && document.kind !== kind) throw new BadDocument(`this is not a document of kind ${kind}`)
  return document
}

/** The installation whose 32-byte public key this is signed these exact bytes (base64). Throws BadDocument. */
export async function checkSignature(publicKey: Bytes, document: Bytes, signature: string): Promise<void> {
  let raw: Bytes
  try {
    raw = fromBase64(signature)
  } catch {
    throw new BadDocument('the signature is not base64')
  }
  if (!(await isSigned(publicKey, concat(utf8('windbreak document 1\0'), document), raw))) {
    throw new BadDocument("this is not signed by the other side's installation key")
  }
}
