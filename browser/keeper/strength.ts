// How hard a passphrase is to guess, roughly and on the careful side; what is too easy is not taken.

export const LEAST = 12 // characters
const WEAK = 40 // bits
const FAIR = 60
const LANGUAGE = 0.6 // of what a random letter holds: words are likelier than noise
const COMMON = /passw|kennwort|qwert|asdf|12345|windbreak|candle|abc/i

export type Strength = 'short' | 'weak' | 'fair' | 'strong'

export function strengthOf(passphrase: string): Strength {
  if (Array.from(passphrase).length < LEAST) return 'short'
  const bits = bitsOf(passphrase)
  return bits < WEAK ? 'weak' : bits < FAIR ? 'fair' : 'strong'
}

/** Runs such as aaaa and 4567 hold next to nothing, and few different characters hold little. */
function bitsOf(passphrase: string): number {
  const points = Array.from(passphrase.replace(COMMON, ''), (char) => char.codePointAt(0)!)
  const fresh = points.filter((point, at) => at === 0 || Math.abs(point - points[at - 1]!) > 1).length
  const counted = Math.min(fresh, 2 * new Set(points).size)
  return counted * Math.log2(poolOf(passphrase)) * LANGUAGE
}

function poolOf(passphrase: string): number {
  const kinds: [RegExp, number][] = [[/[a-z]/, 26], [/[A-Z]/, 26], [/\d/, 10], [/[ -/:-@[-`{-~]/, 20], [/[^ -~]/, 40]]
  return kinds.reduce((size, [kind, more]) => size + (kind.test(passphrase) ? more : 0), 1)
}
