// Letters that were begun: kept on this device, under a key that only the rota's open key gives, so that a console that
// locks loses none of them and shows none of them.

import type { Safe } from '../client/safe'
import { BadWrap, unwrap, wrap } from '../ground/aes'
import { utf8, type Bytes } from '../ground/bytes'

const NAME = 'keeper drafts'
const PAUSE = 400 // milliseconds without a change before they are written

export class Drafts {
  private texts: Record<string, string> = {}
  private timer = 0
  private readonly key: Promise<Bytes>
  private loaded: Promise<void> | null = null

  constructor(
    private readonly safe: Promise<Safe>,
    secret: Bytes,
  ) {
    this.key = derive(secret)
  }

  /** What an earlier sitting left; drafts under keys that were replaced are gone. */
  load(): Promise<void> {
    this.loaded ??= this.read().catch(() => {})
    return this.loaded
  }

  of(candle: string): string {
    return this.texts[candle] ?? ''
  }

  put(candle: string, text: string): void {
    if (this.of(candle) === text) return
    if (text) this.texts[candle] = text
    else delete this.texts[candle]
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.write(), PAUSE)
  }

  private async read(): Promise<void> {
    const kept = await (await this.safe).get<Bytes>(NAME)
    if (kept === null) return
    try {
      const plain = await unwrap(await this.key, Uint8Array.from(kept), NAME)
      this.texts = JSON.parse(new TextDecoder().decode(plain)) as Record<string, string>
    } catch (error) {
      if (!(error instanceof BadWrap)) throw error
    }
  }

  private async write(): Promise<void> {
    const plain = utf8(JSON.stringify(this.texts))
    await (await this.safe).put(NAME, await wrap(await this.key, plain, NAME))
  }
}

/** HKDF-SHA256 (RFC 5869) of the rota's secret: 32 bytes. */
async function derive(secret: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('windbreak keepers 1\0drafts') }
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256))
}
