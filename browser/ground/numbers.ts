// Whole numbers for blinding: RFC 8017's OS2IP and I2OSP, power and inverse modulo n.
//
// None of this runs in constant time. It need not: it computes on the person's own device with a factor used once,
// and nobody else can time it (RFC 9474 section 8.1 asks it of the signer).

import { toHex, fromHex, type Bytes } from './bytes'

export function fromBytes(bytes: Uint8Array): bigint {
  return bytes.length ? BigInt(`0x${toHex(bytes)}`) : 0n
}

/** Big-endian, exactly `size` bytes. Throws RangeError when the number does not fit. */
export function toBytes(number: bigint, size: number): Bytes {
  const digits = number.toString(16).padStart(2 * size, '0')
  if (digits.length > 2 * size) throw new RangeError(`the number does not fit in ${size} bytes`)
  return fromHex(digits)
}

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Extended Euclid; null where the two share a factor. */
export function inverse(number: bigint, modulus: bigint): bigint | null {
  let [older, newer] = [modulus, number % modulus]
  let [before, now] = [0n, 1n]
  while (newer) {
    const quotient = older / newer
    ;[older, newer] = [newer, older - quotient * newer]
    ;[before, now] = [now, before - quotient * now]
  }
  return older === 1n ? ((before % modulus) + modulus) % modulus : null
}
