// The documents of a wave, fetched and checked: Notices the same on both origins and of the right fingerprint, Boxes
// signed by the nameless installation that the house Notice names (docs/protocol.md section 2).

import { equal, fromBase64, fromHex } from '../ground/bytes'
import { BadDocument, checkSignature, fingerprint, readDocument } from '../ground/notice'
import type { Json } from '../ground/json'
import { NotLoaded } from '../ground/lazy'
import { prepare } from '../ground/seal'
import { Failure, type Bytes, type HouseNotice, type Papers, type Text, type WaveNotice } from './types'
import { getForEver, getNow, type Answered, type Origin } from './wire'

const BOX_TRIES = 20 // a worker makes a Box a moment after its Notice
const BOX_PAUSE = 1000 // milliseconds

export interface OpenWave {
  notice: string
  title: Text
  opens: string
  closes: string
}

/** The questions, from the nameless origin alone: enough to show them at once. Throws Failure. */
export async function quickNotice(notice: string): Promise<WaveNotice> {
  return readNotice<WaveNotice>(await fetchNotice('nameless', notice), 'wave')
}

/** All that is needed to take part, compared on both origins. Throws Failure('mistrust') where anything differs. */
export async function loadPapers(notice: string): Promise<Papers> {
  return trusting(async () => {
    // An older browser fetches now what sealing will need, not when Send is pressed.
    const [waveBytes, chain] = await Promise.all([agreedNotice(notice), loadChain(), prepare()])
    const wave = readNotice<WaveNotice>(waveBytes, 'wave')
    const { name, house } = await newestHouse(chain, wave.house)
    const signer = fromHex(house.box_signer)
    const [box, houseBox] = await Promise.all([
      loadBox(notice, 'wave-box', signer),
      loadBox(name, 'house-box', signer),
    ])
    const candle = house.candle_keys.find((entry) => entry.month === house.month)
    if (candle === undefined) throw new BadDocument('the house Notice lacks the candle key of its month')
    const router = houseBox.router as { month: string; key: string }
    return {
      notice,
      wave,
      house,
      boxKey: fromBase64(String(box.key)),
      candle: { month: candle.month, key: fromBase64(candle.key) },
      router: { month: router.month, key: fromBase64(router.key) },
      ballotKey: fromBase64(wave.ballot_key),
    }
  })
}

/** All waves that take ballots now, the one that closes first in front: a Notice made for one person stands out. */
export async function openWaves(): Promise<OpenWave[]> {
  const answer = found(await getNow('nameless', '/waves/'), 'unknown-wave')
  const list = await trusting(async () => readList(answer.bytes, 'open'))
  const waves = await Promise.all(
    list.map(async (notice) => {
      const { title, opens, closes } = await quickNotice(notice)
      return { notice, title, opens, closes }
    }),
  )
  return waves.sort((one, other) => (one.closes < other.closes ? -1 : 1))
}

/** The SPKI with this key id, from the named origin. Throws Failure. */
export async function publicKey(keyId: string): Promise<Bytes> {
  const answer = found(await getForEver('named', `/keys/${keyId}/`), 'mistrust')
  if ((await fingerprint(answer.bytes)) !== keyId) throw new Failure('mistrust', 'another key than the Notice names')
  return answer.bytes
}

/** Whatever is wrong with a document is one trouble: it is not to be trusted. */
async function trusting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BadDocument || error instanceof RangeError) throw new Failure('mistrust', error.message)
    if (error instanceof NotLoaded) throw new Failure('offline', error.message)
    throw error
  }
}

async function agreedNotice(notice: string): Promise<Bytes> {
  const [here, there] = await Promise.all([fetchNotice('nameless', notice), fetchNotice('named', notice)])
  if (!equal(here, there)) throw new Failure('mistrust', 'the two origins do not show the same Notice')
  return here
}

/** Each fetched once a page: several steps need the same one, and with thousands of cohorts it is large. */
const notices = new Map<string, Promise<Bytes>>()

function fetchNotice(origin: Origin, notice: string): Promise<Bytes> {
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

async function loadChain(): Promise<string[]> {
  return readList(found(await getNow('nameless', '/notices/'), 'broken').bytes, 'chain')
}

/** The last house Notice of the chain: the wave's own, or one that a new month has brought since. */
async function newestHouse(chain: string[], atLeast: string): Promise<{ name: string; house: HouseNotice }> {
  for (const name of chain.toReversed()) {
    const bytes = await fetchNotice('nameless', name)
    if (readDocument(bytes).kind === 'house') {
      return { name, house: readNotice<HouseNotice>(await agreedNotice(name), 'house') }
    }
    if (name === atLeast) break
  }
  throw new Failure('mistrust', 'the chain does not hold the house Notice of this wave')
}

async function loadBox(notice: string, kind: 'wave-box' | 'house-box', signer: Bytes): Promise<{ [key: string]: Json }> {
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
function readNotice<T>(bytes: Bytes, kind: 'wave' | 'house'): T {
  try {
    return readDocument(bytes, kind) as unknown as T
  } catch (error) {
    throw new Failure('mistrust', String(error))
  }
}

function readList(bytes: Bytes, name: string): string[] {
  const list = (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>)[name]
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one))) {
    throw new BadDocument('this is not a list of fingerprints')
  }
  return list as string[]
}

function found(answer: Answered, missing: 'unknown-wave' | 'mistrust' | 'broken' | 'not-open'): Answered {
  if (answer.status === 200) return answer
  throw new Failure(answer.status === 404 ? missing : 'broken', `status ${answer.status}`)
}
