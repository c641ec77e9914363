// Of which breaks so many passes are out that one of them points at nobody: published daily, as yes or no.
import { fromHex } from '../ground/bytes'
import { checkSignature, readDocument } from '../ground/notice'
import { Failure, type House } from '../client/types'
import { getNow } from '../client/wire'

/** By kind and quarter, `day 2026-Q4`. */
export type Enough = Map<string, boolean>

/** Throws Failure('mistrust') when it is not signed as Boxes are. */
export async function enough({ notice }: House): Promise<Enough> {
  const { status, bytes, signature } = await getNow('nameless', '/breaks/')
  if (status !== 200) throw new Failure('broken', `status ${status}`)
  try {
    await checkSignature(fromHex(notice.box_signer), bytes, signature)
    const { keys } = readDocument(bytes, 'breaks') as unknown as { keys: { kind: string; quarter: string; enough: boolean }[] }
    return new Map(keys.map((key) => [`${key.kind} ${key.quarter}`, key.enough]))
  } catch (error) {
    throw new Failure('mistrust', String(error))
  }
}
