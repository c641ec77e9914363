// The key of this browser: it lives as long as the page, and no script can read it out where the browser can make it so.

import { random, toHex, type Bytes } from '../ground/bytes'
import { publicOf, sign } from '../ground/ed25519'

export interface BrowserKey {
  hex: string // the public half
  sign(message: Bytes): Promise<Bytes>
}

/** A new Ed25519 key, to which the named side binds the badge. */
export async function newBrowserKey(): Promise<BrowserKey> {
  try {
    return await native()
  } catch {
    const seed = random(32) // an older browser: the fallback signs from a seed
    return { hex: toHex(await publicOf(seed)), sign: (message) => sign(seed, message) }
  }
}

async function native(): Promise<BrowserKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  const hex = toHex(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  return {
    hex,
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message)),
  }
}
