// A form that is on its way says so, and is not sent a second time by a second press.
export function showSending(view: Window): void {
  const page = view.document
  page.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    event.submitter?.setAttribute('aria-busy', 'true')
    // Where the answer is a file, the page stays and the form is wanted again.
    view.setTimeout(() => forget(form), 5000)
  })
  view.addEventListener('pageshow', () => page.querySelectorAll('form').forEach(forget))
}

function forget(form: HTMLFormElement): void {
  delete form.dataset.sent
  form.querySelectorAll('button[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'))
}
