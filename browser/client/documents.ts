// Documents, fetched and checked: Notices the same on both origins and of the right fingerprint, Boxes signed by the
// nameless installation that the house Notice names (docs/protocol.md section 2).

import { equal } from '../ground/bytes'
import type { Json } from '../ground/json'
import { NotLoaded } from '../ground/lazy'
import { BadDocument, checkSignature, fingerprint, readDocument } from '../ground/notice'
import { Failure, type Bytes, type HouseNotice, type WaveNotice } from './types'
import { getForEver, getNow, type Answered, type Origin } from './wire'

const BOX_TRIES = 20 // a worker makes a Box a moment after its Notice
const BOX_PAUSE = 1000 // milliseconds

/** Whatever is wrong with a document is one trouble: it is not to be trusted. */
export async function trusting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BadDocument || error instanceof RangeError) throw new Failure('mistrust', error.message)
    if (error instanceof NotLoaded) throw new Failure('offline', error.message)
    throw error
  }
}

export async function agreedNotice(notice: string): Promise<Bytes> {
  const [here, there] = await Promise.all([fetchNotice('nameless', notice), fetchNotice('named', notice)])
  if (!equal(here, there)) throw new Failure('mistrust', 'the two origins do not show the same Notice')
  return here
}

/** Each fetched once a page: several steps need the same one, and with thousands of cohorts it is large. */
const notices = new Map<string, Promise<Bytes>>()

export function fetchNotice(origin: Origin, notice: string): Promise<Bytes> {
  const name = `${origin} ${notice}`
  const fetched = notices.get(name) ?? fetchOnce(origin, notice)
  notices.set(name, fetched)
  fetched.catch(() => notices.delete(name))
  return fetched
}

async function fetchOnce(origin: Origin, notice: string): Promise<Bytes> {
  const { bytes } = found(await getForEver(origin, `/notices/${notice}/`), 'unknown-wave')
  if ((await fingerprint(bytes)) !== notice) throw new Failure('mistrust', `another Notice on the ${origin} origin`)
  return bytes
}

/** Fingerprints of all Notices, oldest first. */
export async function loadChain(): Promise<string[]> {
  return readList(found(await getNow('nameless', '/notices/'), 'broken').bytes, 'chain')
}

export async function loadBox(
  notice: string,
  kind: 'wave-box' | 'house-box',
  signer: Bytes,
): Promise<{ [key: string]: Json }> {
  let answer = await getNow('nameless', `/boxes/${notice}/`)
  for (let i = 1; answer.status === 404 && i < BOX_TRIES; i++) {
    await new Promise((resolve) => setTimeout(resolve, BOX_PAUSE))
    answer = await getNow('nameless', `/boxes/${notice}/`)
  }
  const { bytes, signature } = found(answer, 'not-open')
  await checkSignature(signer, bytes, signature)
  const box = readDocument(bytes, kind)
  if (box.notice !== notice) throw new BadDocument('this Box belongs to another Notice')
  return box
}

/** Its fields have the shapes of types.ts: the named side checks that before it publishes, for its bytes never change. */
export function readNotice<T extends WaveNotice | HouseNotice>(bytes: Bytes, kind: T['kind']): T {
  try {
    return readDocument(bytes, kind) as unknown as T
  } catch (error) {
    throw new Failure('mistrust', String(error))
  }
}

export function readList(bytes: Bytes, name: string): string[] {
  const list = (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>)[name]
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one))) {
    throw new BadDocument('this is not a list of fingerprints')
  }
  return list as string[]
}

export function found(answer: Answered, missing: 'unknown-wave' | 'mistrust' | 'broken' | 'not-open'): Answered {
  if (answer.status === 200) return answer
  throw new Failure(answer.status === 404 ? missing : 'broken', `status ${answer.status}`)
}
