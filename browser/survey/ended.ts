// After Send, and at every later visit with the same browser: the closing screen with what it needs to know.
import { keepReceipt } from '../client/receipts'
import { pending } from '../client/sending'
import type { Receipt } from '../client/types'
import { forgetAll } from '../page/forget'
import { show } from '../page/frame'
import { closing } from './closing'
import type { Opened } from './opened'
import { noProgress } from './progress'

interface How {
  earlier: boolean // sent at an earlier visit
  another: (() => void) | null // for somebody else with an invitation of their own on the same device
}

export async function ended(opened: Opened, receipt: Receipt, { earlier, another }: How): Promise<void> {
  const { safe } = opened
  const [papers, unsent] = await Promise.all([opened.papers().catch(() => null), pending(safe).catch(() => [])])
  let keyKept = earlier && receipt.candleKey !== null
  noProgress()
  const keep = async (kept: boolean): Promise<void> => {
    keyKept = kept
    await keepReceipt(safe, receipt, kept)
  }
  show(
    () =>
      closing({
        receipt,
        earlier,
        k: papers?.wave.k ?? null,
        contacts: papers?.house.contacts ?? [],
        breaks: papers?.house.breaks ?? [],
        keyKept,
        keep: safe.works ? keep : null,
        another,
        unsent: unsent.map((notice) => () => opened.carryOn(notice)),
        forget: () => forgetAll(safe),
      }),
    { focus: !earlier },
  )
}
