// Asks before something that cannot be undone.
import { button, h } from './dom'

/** A dialog with one question and two answers; true when the person says yes. `kind` is the look of that button. */
export function sure(question: string, yes: string, no: string, kind = 'danger'): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (said: boolean) => (): void => {
      resolve(said)
      dialog.close()
    }
    const title = h('p', { id: 'sure' }, question)
    const actions = h('div', { class: 'row' }, button(yes, answer(true), kind), button(no, answer(false)))
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'sure', close: () => { resolve(false); dialog.remove() } },
      title,
      actions,
    )
    document.body.append(dialog)
    dialog.showModal()
  })
}
