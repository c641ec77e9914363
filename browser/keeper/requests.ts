// What the console asks of the nameless side, each request with the badge and signed by this browser's key.

import { toBase64, type Bytes } from '../ground/bytes'
import { canonical, type Json } from '../ground/json'
import type { SealedLetter } from '../ground/letter'
import { Prover } from '../client/proofs'
import type { BrowserKey } from './browserKey'
import { Refused } from './refusals'
import { readJson, type Queue, type Whole } from './said'

export interface NewOffer {
  id: string // hex, 16
  kind: string
  signature: string // base64, 64
}

const NOT_BELIEVED = 401
const PLAIN = canonical({ version: 1 })

export class Requests {
  private readonly prover: Prover

  /** `renew` resolves when there is another badge, or when none comes. */
  constructor(
    key: BrowserKey,
    badge: () => string,
    private readonly renew: () => Promise<void>,
  ) {
    this.prover = new Prover({ purpose: 'badge', badge, sign: (message) => key.sign(message) })
  }

  queue(): Promise<Queue> {
    return this.get<Queue>('/queue/')
  }

  candle(id: string): Promise<Whole> {
    return this.get<Whole>(`/candles/${id}/`)
  }

  async hold(id: string): Promise<void> {
    await this.post(id, 'hold', PLAIN)
  }

  async giveBack(id: string): Promise<void> {
    await this.post(id, 'give-back', PLAIN)
  }

  async close(id: string): Promise<void> {
    await this.post(id, 'close', PLAIN)
  }

  async write(id: string, { number, keepers, employee, signature }: SealedLetter): Promise<void> {
    const sealed = { keepers: toBase64(keepers), employee: toBase64(employee), signature: toBase64(signature) }
    await this.post(id, 'letters', canonical({ version: 1, number, ...sealed }))
  }

  async offer(id: string, offers: NewOffer[]): Promise<void> {
    await this.post(id, 'offers', canonical({ version: 1, offers: offers as unknown as Json }))
  }

  async reseal(id: string, body: string): Promise<void> {
    await this.post(id, 'reseal', body)
  }

  private async post(id: string, what: string, body: string): Promise<void> {
    await this.ask('POST', `/candles/${id}/${what}/`, body)
  }

  private async get<T>(path: string): Promise<T> {
    return readJson<T>(await this.ask('GET', path))
  }

  private async ask(method: 'GET' | 'POST', path: string, body = ''): Promise<Bytes> {
    let { status, bytes } = await this.prover.ask(method, path, body)
    if (status === NOT_BELIEVED) {
      await this.renew() // run out while this machine slept, or the clocks of both sides differ
      ;({ status, bytes } = await this.prover.ask(method, path, body))
    }
    if (status !== 200) throw new Refused(status, new TextDecoder().decode(bytes))
    return bytes
  }
}
