// What the two sides say to the console, and nothing that is shaped otherwise gets any further.

import type { Copy } from '../ground/keepers'
import type { Bytes, Text, Urgency } from '../client/types'

export type How = 'passphrase' | 'handover' | 'kit' | 'retired'

/** A copy of the rota's secret as the named side keeps it. */
export interface Wrapped {
  how: How
  copy: Copy
}

export interface Colleague {
  number: string // 32 hex
  name: string
  has: boolean // whether there is a copy for them
}

/** The answer of the named side's badge window, renewed while that window is open. */
export interface Badge {
  badge: string // JWT
  lasts: number // seconds
  rota: string
  name: Text
  number: string // this keeper's own
  wrapped: Wrapped[]
  record: Record<string, unknown> | null // null: nobody of this rota has made keys yet
  signature: string
  fingerprint: string | null
  alone: boolean
  rotate: boolean // somebody who held the key keeps no candles any more
  colleagues: Colleague[]
}

/** What is put away with the named side: a copy of a keeper's (their number), or of nobody's (null: kit, retired). */
export interface StoredCopy {
  how: How
  for: string | null
  copy: Copy
}

export type State = 'lit' | 'held' | 'offered' | 'taken' | 'out' | 'withdrawn' | 'lapsed'

export interface Queued {
  id: string
  state: State
  urgency: Urgency | null
  hours: number | null // of waiting; null once a break was taken or it is closed
  verified: boolean
  mine: boolean
  held: boolean
  mailbox: string // hex
  inner: string | null // base64
  letters: number
  unread: boolean
  reseal: boolean
  stray: boolean // lit for a rota that is not there any more: its inside opens with no key of this one
}

export interface Queue {
  signing: string // hex, as the nameless side knows it
  candles: Queued[]
  waiting: number
  hours: number[] // of the day, UTC, at which flags are opened
}

export interface SentLetter {
  number: number
  author: 'keeper' | 'employee'
  sealed: string // base64, the keepers' envelope
  other: string // hex SHA-256 of the employee's
  signature: string // base64
}

export interface SentOffer {
  id: string // hex
  kind: string
  signature: string // base64
  state: 'open' | 'taken' | 'gone'
}

export interface Whole extends Omit<Queued, 'letters'> {
  letters: SentLetter[]
  offers: SentOffer[]
}

/** A badge that was handed over is one, or it is left out. */
export function readBadge(said: Record<string, unknown>): Badge | null {
  const { badge, lasts, rota, number, wrapped, colleagues, record, fingerprint } = said
  const jwt = typeof badge === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(badge)
  const texts = jwt && typeof rota === 'string' && typeof number === 'string'
  const lists = Array.isArray(wrapped) && Array.isArray(colleagues) && typeof lasts === 'number'
  const key = record === null ? fingerprint === null : typeof record === 'object' && typeof fingerprint === 'string'
  return texts && lists && key ? (said as unknown as Badge) : null
}

/** JSON of an answer. Throws SyntaxError. */
export function readJson<T>(bytes: Bytes): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T
}
