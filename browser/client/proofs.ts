// Requests that show whose they are: signed over a challenge of the server's, each challenge once
// (docs/protocol.md section 9).

import { toBase64, utf8, type Bytes } from '../ground/bytes'
import { proofMessage } from '../ground/proof'
import { Failure } from './types'
import { askProved, getNow, type Answered } from './wire'

/** The owner of a mailbox, or a keeper with a badge; `sign` gives 64 bytes under the key that the server looks for. */
export type Who =
  | { purpose: 'mailbox'; mailbox: string; sign: (message: Bytes) => Promise<Bytes> }
  | { purpose: 'badge'; badge: () => string; sign: (message: Bytes) => Promise<Bytes> }

const REFUSED = 401

/** Asks in one name, one request after the other: every answer brings the challenge for the next. */
export class Prover {
  private next = ''
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly who: Who) {}

  /** Whatever the server answered; 401 when it does not believe the proof. Throws Failure('offline'). */
  ask(method: 'GET' | 'POST', path: string, body = ''): Promise<Answered> {
    const asked = this.last.then(() => this.askNow(method, path, utf8(body)))
    this.last = asked.catch(() => {})
    return asked
  }

  private async askNow(method: 'GET' | 'POST', path: string, body: Bytes): Promise<Answered> {
    const kept = this.next !== ''
    const answer = await this.askOnce(method, path, body)
    // A challenge from an earlier answer may have grown too old meanwhile: once more with a fresh one.
    return answer.status === REFUSED && kept ? this.askOnce(method, path, body, true) : answer
  }

  private async askOnce(method: 'GET' | 'POST', path: string, body: Bytes, fresh = false): Promise<Answered> {
    const challenge = (fresh ? '' : this.next) || (await newChallenge())
    this.next = '' // a lost answer may have used it up
    const badge = this.who.purpose === 'badge' ? this.who.badge() : ''
    const message = await proofMessage(this.who.purpose, { method, path, challenge, body, badge })
    const answer = await askProved(method, path, body, {
      ...(this.who.purpose === 'badge' ? { 'Windbreak-Badge': badge } : { 'Windbreak-Mailbox': this.who.mailbox }),
      'Windbreak-Challenge': challenge,
      'Windbreak-Proof': toBase64(await this.who.sign(message)),
    })
    this.next = answer.challenge
    return answer
  }
}

async function newChallenge(): Promise<string> {
  const answer = await getNow('nameless', '/challenges/')
  try {
    const { challenge } = JSON.parse(new TextDecoder().decode(answer.bytes)) as { challenge?: unknown }
    if (typeof challenge === 'string') return challenge
  } catch {
    // said below
  }
  throw new Failure('broken', `no challenge: ${answer.status}`)
}
