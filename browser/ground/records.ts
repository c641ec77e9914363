// The public records of a rota's keys, each signed by the key before it. Twin of the first half of crypto/keepers.py
// (docs/protocol.md section 10).

import { concat, fromBase64, fromHex, toBase64, toHex, utf8, type Bytes } from './bytes'
import { isSigned, sign } from './ed25519'
import { canonical, type Json } from './json'
import { readDocument } from './notice'
import { SEALING_KEY_SIZE } from './seal'

/** These are not keepers' keys, or not signed by those before them. */
export class BadRecord extends Error {}

export interface KeepersRecord {
  rota: string
  previous: string | null // fingerprint of the record that it replaces
  sealing: Bytes // 1,216
  signing: Bytes // 32
}

/** As a house Notice carries one. */
export interface Published {
  rota: string
  previous: string | null
  sealing: string // base64
  signing: string // hex
  signature: string // base64
}

/** The bytes that are signed and named by their fingerprint. */
export function writeRecord({ rota, previous, sealing, signing }: KeepersRecord): Bytes {
  return utf8(canonical({ version: 1, rota, previous, sealing: toBase64(sealing), signing: toHex(signing) }))
}

/** Its fields, each of the right shape, written in the one way. Throws BadRecord. */
export function readRecord(record: Bytes): KeepersRecord {
  try {
    const document = readDocument(record)
    const { rota, previous } = document
    if (Object.keys(document).join() !== 'previous,rota,sealing,signing,version') throw new Error('other fields')
    if (typeof rota !== 'string' || !/^[a-z0-9-]{1,20}$/.test(rota)) throw new Error('no rota')
    if (previous !== null && !(typeof previous === 'string' && /^[0-9a-f]{64}$/.test(previous))) throw new Error('no chain')
    const [sealing, signing] = [fromBase64(text(document.sealing)), fromHex(text(document.signing))]
    if (sealing.length !== SEALING_KEY_SIZE || signing.length !== 32) throw new Error('no keys')
    return { rota, previous, sealing, signing }
  } catch (error) {
    throw new BadRecord(String(error))
  }
}

/** base64; by the seed (32) of the record before, or its own when it is the first. */
export async function signRecord(seed: Bytes, record: Bytes): Promise<string> {
  return toBase64(await sign(seed, signed(record)))
}

/** Throws BadRecord unless `signer` (32 bytes) signed exactly this record. */
export async function checkRecord(record: Bytes, signature: string, signer: Bytes): Promise<void> {
  const raw = ((): Bytes => {
    try {
      return fromBase64(signature)
    } catch {
      return new Uint8Array()
    }
  })()
  if (!(await isSigned(signer, signed(record), raw))) {
    throw new BadRecord("these keepers' keys are not signed by those before them")
  }
}

/** The record that a house Notice carries in parts. Throws BadRecord. */
export function publishedRecord({ rota, previous, sealing, signing }: Published): Bytes {
  const record = utf8(canonical({ version: 1, rota, previous, sealing, signing }))
  readRecord(record)
  return record
}

const signed = (record: Bytes): Bytes => concat(utf8('windbreak keepers 1\0'), record)

function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error('no text')
  return value
}
