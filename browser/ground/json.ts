// The one way JSON is written here: sorted keys, no white space, as Python's json.dumps does it.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Sorted by code point, compact. Numbers are whole: Python writes fractions in its own way. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const keys = Object.keys(value).sort(byCodePoint)
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join(',')}}`
}

/** JavaScript sorts by UTF-16 unit, Python by code point; they differ beyond the basic plane. */
function byCodePoint(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!
    if (difference) return difference
  }
  return left.length - right.length
}
