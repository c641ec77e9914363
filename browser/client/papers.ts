// The documents of a wave (docs/protocol.md section 2).

import { fromBase64, fromHex } from '../ground/bytes'
import { fingerprint } from '../ground/notice'
import { prepare } from '../ground/seal'
import { agreedNotice, fetchNotice, found, loadBox, readList, readNotice, trusting } from './documents'
import { loadHouse } from './house'
import { Failure, type Bytes, type Papers, type Text, type WaveNotice } from './types'
import { getForEver, getNow } from './wire'

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
    const [wave, house] = await Promise.all([agreedWave(notice), houseOf(notice), prepare()])
    const box = await loadBox(notice, 'wave-box', fromHex(house.notice.box_signer))
    return {
      notice,
      wave,
      house: house.notice,
      boxKey: fromBase64(String(box.key)),
      ballotKey: fromBase64(wave.ballot_key),
      candle: house.candle,
      router: house.router,
      breaks: house.breaks,
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

async function agreedWave(notice: string): Promise<WaveNotice> {
  return readNotice<WaveNotice>(await agreedNotice(notice), 'wave')
}

async function houseOf(notice: string): ReturnType<typeof loadHouse> {
  return loadHouse((await quickNotice(notice)).house)
}
