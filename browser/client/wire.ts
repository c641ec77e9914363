// The only file that fetches. Requests carry no credentials, no referrer, nothing that a browser adds for one person,
// and are all CORS-simple (docs/protocol.md section 3).

import type { Bytes } from '../ground/bytes'
import { Failure } from './types'

export type Origin = 'named' | 'nameless'

export interface Origins {
  named: string
  nameless: string
}

/** What an origin answered. */
export interface Answered {
  status: number
  bytes: Bytes
  signature: string // Windbreak-Signature, or empty
  challenge: string // Windbreak-Challenge, or empty: the one for the next proved request
}

const PATIENCE = 20_000 // milliseconds for one answer
const PASSING = new Set([429, 502, 503, 504]) // the origin is there, but not now

let origins: Origins = { named: '', nameless: '' }

/** Where both sides are, as `https://host` without a slash at the end. Before anything else. */
export function configure(where: Origins): void {
  origins = where
}

/** What is named by its own digest never changes, so the browser may keep it. Throws Failure('offline').
 *
 * The page's own origin has no credentials to send; asked in the mode of a preload, it gives what was fetched ahead.
 */
export function getForEver(origin: Origin, path: string): Promise<Answered> {
  return ask(origin, path, { method: 'GET', cache: 'default', credentials: origin === 'named' ? 'omit' : 'same-origin' })
}

/** What may be different a moment later. Throws Failure('offline'). */
export function getNow(origin: Origin, path: string): Promise<Answered> {
  return ask(origin, path, { method: 'GET', cache: 'no-store' })
}

/** JSON as text/plain, which needs no preflight. Throws Failure('offline'). */
export function postText(origin: Origin, path: string, text: string): Promise<Answered> {
  return ask(origin, path, { method: 'POST', body: text, headers: { 'Content-Type': 'text/plain' }, cache: 'no-store' })
}

/** Throws Failure('offline'). */
export function postBytes(origin: Origin, path: string, bytes: Bytes): Promise<Answered> {
  return ask(origin, path, { method: 'POST', body: bytes, cache: 'no-store' })
}

/** A request with its proof: of the page's own origin, so that headers need no preflight. Throws Failure('offline'). */
export function askProved(
  method: 'GET' | 'POST',
  path: string,
  body: Bytes,
  headers: Record<string, string>,
): Promise<Answered> {
  const request: RequestInit = { method, headers, cache: 'no-store' }
  return ask('nameless', path, method === 'GET' ? request : { ...request, body })
}

async function ask(origin: Origin, path: string, request: RequestInit): Promise<Answered> {
  let answer: Response
  let bytes: Bytes
  try {
    answer = await fetch(origins[origin] + path, {
      credentials: 'omit',
      ...request,
      mode: 'cors',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE),
    })
    bytes = new Uint8Array(await answer.arrayBuffer()) // a reply that breaks off is no reply
  } catch (error) {
    throw new Failure('offline', `${origin} origin: ${String(error)}`)
  }
  if (PASSING.has(answer.status)) throw new Failure('offline', `${origin} origin: ${answer.status}`)
  const header = (name: string): string => answer.headers.get(name) ?? ''
  return {
    status: answer.status,
    bytes,
    signature: header('Windbreak-Signature'),
    challenge: header('Windbreak-Challenge'),
  }
}
