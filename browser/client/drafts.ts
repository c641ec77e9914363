// What somebody has filled in so far, in the device's safe, until it is sent.

import type { Safe } from './safe'
import type { Filled, Invitation } from './types'

export type Draft = Filled

interface Kept {
  draft: Draft
  token: string | null
}

/** The draft of this survey; not one that another invitation's holder left on a shared device. */
export async function loadDraft(safe: Safe, notice: string, invitation?: Invitation | null): Promise<Draft | null> {
  const kept = await safe.get<Kept>(name(notice))
  if (kept === null) return null
  const foreign = kept.token !== null && invitation != null && invitation.token !== kept.token
  return foreign ? null : kept.draft
}

export async function saveDraft(safe: Safe, notice: string, draft: Draft, invitation?: Invitation | null): Promise<void> {
  const kept: Kept = { draft, token: invitation?.token ?? null }
  await safe.put(name(notice), kept)
}

export function eraseDraft(safe: Safe, notice: string): Promise<void> {
  return safe.drop(name(notice))
}

function name(notice: string): string {
  return `draft ${notice}`
}
