// Padding (ISO/IEC 7816-4): what an envelope holds never shows in its size. Twin of `pad` in crypto/seal.py
// and of its undoing in crypto/unseal.py.

import type { Bytes } from './bytes'

/** What should be sealed does not fit its envelope. */
export class TooLarge extends Error {}

/** One byte 0x80, then zeros, up to `size` bytes. Throws TooLarge. */
export function pad(plaintext: Uint8Array, size: number): Bytes {
  if (plaintext.length >= size) throw new TooLarge(`at most ${size - 1} bytes fit this envelope`)
  const padded = new Uint8Array(size)
  padded.set(plaintext)
  padded[plaintext.length] = 0x80
  return padded
}

/** What was padded; null where no padding ends it. */
export function unpad(padded: Bytes): Bytes | null {
  const end = padded.lastIndexOf(0x80)
  return end < 0 || padded.subarray(end + 1).some(Boolean) ? null : padded.slice(0, end)
}
