// A pass behind the # of an address: taken out of the address at once, kept in this tab over a sign-in, put in its field.
const PASS = /^[A-Za-z0-9_-]{472}$/
const KEPT = 'pass'

export function takePass(view: Window): void {
  const behind = view.location.hash.slice(1)
  if (PASS.test(behind)) {
    view.history.replaceState(null, '', view.location.pathname + view.location.search)
    view.sessionStorage.setItem(KEPT, behind)
  }
  const field = view.document.querySelector<HTMLTextAreaElement>('textarea[name=pass_text]')
  const kept = view.sessionStorage.getItem(KEPT)
  if (!field || !kept) return
  view.sessionStorage.removeItem(KEPT)
  field.value = kept
}
