// Blind door 1 as the client sees it: POST /passes/ (docs/protocol.md section 4).

import { canonical, type Json } from '../ground/json'
import { Failure, type Trouble } from './types'
import { entry, grant, type Wish } from './wishes'
import { postText } from './wire'

export type Group = 'labels' | 'spare' | 'entitlements' | 'ballot' | 'candle'

const REFUSALS: Record<number, Trouble> = { 403: 'not-open', 404: 'unknown-invitation', 410: 'closed' }

/** Asks for all groups at once; each wish then has its pass, but for groups that are named in the answer: refused.
 *
 * The same wishes again are the same bytes, and get the same signatures. Throws Failure.
 */
export async function askDoor(token: string, groups: Partial<Record<Group, Wish[]>>): Promise<Set<Group>> {
  const answer = await postText('named', '/passes/', await request(token, groups))
  const trouble = answer.status === 200 ? null : (REFUSALS[answer.status] ?? 'broken')
  const text = new TextDecoder().decode(answer.bytes)
  if (trouble !== null) throw new Failure(trouble, text)
  const served = readServed(text)
  const refused = new Set<Group>()
  for (const [group, wishes] of Object.entries(groups) as [Group, Wish[]][]) {
    const signatures = served[group]?.signatures
    if (signatures === undefined) refused.add(group)
    else await grantAll(wishes, signatures).catch((error: unknown) => {
      if (group !== 'entitlements') throw error
      refused.add(group) // no ballot waits for rest in stock
    })
  }
  return refused
}

async function request(token: string, groups: Partial<Record<Group, Wish[]>>): Promise<string> {
  const entries: Record<string, Json> = {}
  for (const [group, wishes] of Object.entries(groups)) {
    if (wishes.length) entries[group] = await Promise.all(wishes.map(entry))
  }
  return canonical({ version: 1, invitation: token, groups: entries })
}

async function grantAll(wishes: Wish[], signatures: string[]): Promise<void> {
  if (signatures.length !== wishes.length) throw new Failure('broken', 'the door gave another number of signatures')
  for (const [i, asked] of wishes.entries()) asked.pass = await grant(asked, signatures[i]!)
}

function readServed(text: string): Partial<Record<Group, { signatures?: string[] }>> {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw new Failure('broken', 'the door answered no JSON')
  }
  const groups = isObject(answer) ? answer.groups : undefined
  if (!isObject(groups) || !Object.values(groups).every(isServed)) throw new Failure('broken', 'not a door answer')
  return groups
}

function isServed(group: unknown): group is { signatures?: string[] } {
  if (!isObject(group)) return false
  const { signatures, refused } = group
  return Array.isArray(signatures) ? signatures.every((one) => typeof one === 'string') : typeof refused === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
