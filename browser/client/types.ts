// What the client's parts say to each other. Sizes are bytes; ids and fingerprints are hex as documents write them.

import type { Answer } from '../ground/ballot'
import type { Bytes } from '../ground/bytes'
import type { Urgency } from '../ground/flag'

export type { Answer, Bytes, Urgency }

export type Text = Record<string, string> // by BCP 47 tag

export interface Question {
  key: string
  kind: 'scale' | 'choice' | 'choices' | 'recommend'
  text: Text
  bins: { value: number; text: Text }[]
}

export interface Cohort {
  id: string
  name: string
  parent: string | null
  rest: boolean
  eligible: number
  change: number | null
  label_key: string
}

export interface WaveNotice {
  kind: 'wave'
  house: string
  wave: string
  title: Text
  opens: string
  closes: string
  grace_hours: number
  k: number
  m: number
  questions: Question[]
  cohorts: Cohort[]
  ballot_key: string
}

export interface Contact {
  name: Text
  reach: string // a telephone number, an e-mail or a web address
  about: Text
}

/** A rota and its public keys, as docs/protocol.md section 10 records them. */
export interface Keepers {
  rota: string
  name: Text
  about: Text
  previous: string | null // fingerprint of the record before
  sealing: string // base64, 1,216
  signing: string // hex, 32
  signature: string // base64, 64
}

/** A kind of rest. */
export interface Break {
  kind: string
  name: Text
  about: Text
  each: number // passes that everybody gets in a quarter
  capacity: number // people who may be away on it on one day
}

/** The key of passes for one kind of rest in one quarter. */
export interface RestKey<Key = string> {
  kind: string
  quarter: string // 2026-Q4
  key: Key // SPKI
}

export interface HouseNotice {
  kind: 'house'
  previous: string | null // the Notice before it in the one chain
  month: string
  candle_keys: { month: string; key: string }[]
  box_signer: string // hex, 32: the installation key under which Boxes are signed
  contacts: Contact[]
  badge_key: string // hex, 32
  keepers: Keepers[] // where it is empty, nobody can read a candle
  breaks: Break[]
  entitlement_keys: RestKey[] // this quarter's, in the order of breaks
  danger: Text // what a keeper does when a note speaks of danger to life; may be empty
  apart: boolean // whether no account may both read candles and book leave
}

/** The keys of one month and quarter that both sides brought along. */
export interface HouseKeys {
  candle: { month: string; key: Bytes } // SPKI
  router: { month: string; key: Bytes } // 1,216
  breaks: RestKey<Bytes>[]
}

/** The newest house Notice, agreed by both origins, and the keys of its Box. */
export interface House extends HouseKeys {
  fingerprint: string
  notice: HouseNotice
}

/** Everything about one wave, checked on both origins. */
export interface Papers extends HouseKeys {
  notice: string // fingerprint
  wave: WaveNotice
  house: HouseNotice
  boxKey: Bytes // 1,216
  ballotKey: Bytes // SPKI
}

/** What stands behind # in the mailed link: never sent as a part of an address, never kept in one. */
export interface Invitation {
  token: string // 43 characters of base64url
  cohort: string
}

/** What may go with a lit candle; every part may stay empty. */
export interface Wanted {
  urgency: Urgency | null
  rota: string | null // whom it should reach; the first of the house Notice's when it is null
  kinds: string[] // of rest that would suit, at most 8
  note: string // at most 500 characters
}

/** What the person decided. What goes with a candle besides urgency may be left out. */
export interface Filled extends Pick<Wanted, 'urgency'>, Partial<Omit<Wanted, 'urgency'>> {
  answers: Record<string, Answer>
  labelled: boolean
  lit: boolean
}

export type Stage = 'sealing' | 'labels' | 'passes' | 'waiting' | 'ballot' | 'flag' | 'done'

/** What was stored where, as the closing screen says it. */
export interface Receipt {
  notice: string
  title: Text
  closes: string
  serial: string // hex; on the device alone, for "was my ballot counted"
  signer: string // hex, 32: the key under which the list of counted ballots will be signed
  labelled: boolean
  lit: boolean
  flagged: boolean // whether the flag was taken; when it was not, a lit candle has not reached anybody
  candleKey: string | null // shown once; kept on the device only when the person chooses; null unless lit and flagged
  kept: boolean // whether this device could store anything
  bytes: { ballot: number; flag: number }
}

/** Why something could not be done; every one has a sentence in every language (survey/strings). */
export type Trouble =
  | 'offline' // no answer from an origin: what is sealed is kept and sent at the next visit
  | 'mistrust' // documents differ between the origins or are not signed as they should be: nothing is sent
  | 'unknown-wave' // no such survey
  | 'unknown-invitation' // the link is not whole, or not of this installation
  | 'not-open'
  | 'closed' // the door or the box is closed
  | 'used-elsewhere' // passes were given out to another device or browser
  | 'label-elsewhere' // only the label was: the ballot would count for the whole organisation
  | 'broken' // a server answered what nobody expected
  | 'old-browser' // it lacks what sealing needs
  | 'no-keepers' // nobody could read this candle: no rota has keys, or the chosen one is gone
  | 'too-many' // as many candles without a pass are open as the installation takes
  | 'bad-candle-key' // what was typed is no candle key
  | 'unknown-candle' // no such candle: it waits for the router still, or has lapsed
  | 'candle-over' // withdrawn, out or lapsed: nothing can be written or taken any more
  | 'letters-full' // as many letters as one candle holds
  | 'taken' // another offer was taken, or this one is open no longer
  | 'token-over' // the collecting token is not known, or its days are over

/** `receipt` is there when the ballot was refused for good and the flag was not: a lit candle reached its router. */
export class Failure extends Error {
  constructor(
    readonly trouble: Trouble,
    detail = '',
    readonly receipt: Receipt | null = null,
  ) {
    super(detail || trouble)
  }
}
