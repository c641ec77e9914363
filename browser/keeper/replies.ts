// Saved replies: texts that keepers use often, kept encrypted on this device. A few of our own to begin with.

import type { Safe } from '../client/safe'
import { say } from '../page/words'

const NAME = 'keeper replies'
const OURS = ['seen', 'offer', 'ask', 'today', 'close'] as const

export interface Reply {
  id: string
  title: string
  text: string
}

export class Replies {
  private kept: Reply[] | null = null
  private loaded: Promise<void> | null = null

  constructor(private readonly safe: Promise<Safe>) {}

  /** Ours, in the page's language, until somebody changes one. */
  get list(): Reply[] {
    return this.kept ?? ours()
  }

  load(): Promise<void> {
    this.loaded ??= this.safe.then(async (safe) => void (this.kept = await safe.get<Reply[]>(NAME)))
    return this.loaded
  }

  async put(reply: Reply): Promise<void> {
    const list = this.list
    const known = list.some(({ id }) => id === reply.id)
    await this.keep(known ? list.map((one) => (one.id === reply.id ? reply : one)) : [...list, reply])
  }

  async drop(id: string): Promise<void> {
    await this.keep(this.list.filter((one) => one.id !== id))
  }

  /** Back to where it was, after it was dropped. */
  async restore(list: Reply[]): Promise<void> {
    await this.keep(list)
  }

  private async keep(list: Reply[]): Promise<void> {
    this.kept = list
    await (await this.safe).put(NAME, list)
  }
}

const ours = (): Reply[] => OURS.map((id) => ({ id, title: say(`reply.${id}`), text: say(`reply.${id}.text`) }))
