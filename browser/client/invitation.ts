// The mailed link: what stands behind # goes into memory and out of the address, so that no history keeps it.

import { Failure, type Invitation } from './types'

const PAGE = /^\/w\/([0-9a-f]{64})\/?$/
const SECRET = /^#([A-Za-z0-9_-]{43})\.([0-9a-f]{32})$/

export interface Arrival {
  notice: string // fingerprint
  invitation: Invitation | null
  torn: boolean // something stood behind #, but no whole invitation: a mail program broke the link
}

/** Read the address once, then clean it. Throws Failure('unknown-wave') for another page's address. */
export function takeInvitation(): Arrival {
  const { pathname, hash } = location
  const notice = PAGE.exec(pathname)?.[1]
  if (notice === undefined) throw new Failure('unknown-wave')
  history.replaceState(null, '', `/w/${notice}`)
  const [, token, cohort] = SECRET.exec(hash) ?? []
  const invitation = token && cohort ? { token, cohort } : null
  return { notice, invitation, torn: invitation === null && hash.length > 1 }
}
