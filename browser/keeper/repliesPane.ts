// Saved replies: read, changed, added, removed and brought back.

import { LONGEST_LETTER } from '../ground/letter'
import { button, h, type Child } from '../page/dom'
import { announce } from '../page/frame'
import { say } from '../page/words'
import { doing, field, form } from './parts'
import type { Replies, Reply } from './replies'

export class RepliesPane {
  private readonly whole = h('section', { class: 'stack replies' })
  private editing: string | null = null
  private dropped: { list: Reply[]; title: string } | null = null

  constructor(private readonly replies: Replies) {}

  draw(): HTMLElement {
    this.fill()
    void this.replies.load().then(() => this.fill())
    return this.whole
  }

  private fill(): void {
    this.whole.replaceChildren()
    for (const part of this.parts()) if (part) this.whole.append(part)
  }

  private parts(): Child[] {
    const { list } = this.replies
    const fresh: Reply = { id: crypto.randomUUID(), title: '', text: '' }
    return [
      h('h2', {}, say('replies')),
      h('p', { class: 'quiet' }, say('replies.why')),
      this.undo(),
      list.length === 0 && h('div', { class: 'empty' }, h('p', {}, say('replies.none'))),
      h('ul', { class: 'grid', role: 'list' }, ...list.map((one) => h('li', { class: 'card' }, ...(this.editing === one.id ? this.form(one) : this.shown(one))))),
      this.editing === 'new'
        ? h('div', { class: 'card' }, ...this.form(fresh))
        : h('p', {}, button(say('replies.add'), () => this.edit('new'))),
    ]
  }

  private shown(reply: Reply): Child[] {
    const drop = async (): Promise<void> => {
      this.dropped = { list: [...this.replies.list], title: reply.title }
      await this.replies.drop(reply.id)
      this.fill()
      announce(say('replies.dropped', { title: reply.title }))
      this.whole.querySelector<HTMLElement>('.undo button')?.focus()
    }
    return [
      h('h3', { dir: 'auto' }, reply.title),
      h('p', { class: 'text', dir: 'auto' }, reply.text),
      h('div', { class: 'row' }, button(say('replies.edit'), () => this.edit(reply.id), 'quiet'), doing(say('replies.drop'), drop, 'quiet')),
    ]
  }

  private form(reply: Reply): Child[] {
    const title = field(say('replies.title'), h('input', { type: 'text', dir: 'auto', maxlength: 80, value: reply.title, autocomplete: 'off' }))
    const area = h('textarea', { rows: 8, dir: 'auto', maxlength: LONGEST_LETTER, autocomplete: 'off' })
    area.value = reply.text
    const text = field(say('replies.text'), area)
    const send = async (): Promise<void> => {
      title.complain(title.input.value.trim() ? '' : say('replies.empty'))
      text.complain(area.value.trim() ? '' : say('replies.empty'))
      if (!title.input.value.trim() || !area.value.trim()) return
      await this.replies.put({ id: reply.id, title: title.input.value.trim(), text: area.value.trim() })
      this.edit(null)
      announce(say('replies.saved'))
    }
    return [form(send, say('replies.save'), title.whole, text.whole, button(say('replies.cancel'), () => this.edit(null), 'quiet'))]
  }

  private edit(which: string | null): void {
    this.editing = which
    this.fill()
    if (which) this.whole.querySelector<HTMLElement>('form input')?.focus()
  }

  private undo(): Child {
    const { dropped } = this
    if (dropped === null) return null
    const back = async (): Promise<void> => {
      await this.replies.restore(dropped.list)
      this.dropped = null
      this.fill()
    }
    return h('div', { class: 'notice info undo' }, h('p', {}, say('replies.dropped', { title: dropped.title })), doing(say('replies.back'), back))
  }
}
