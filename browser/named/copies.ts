// Copy buttons beside long codes: in the page but hidden, shown where the browser can copy.
const SHOWN = 2000 // milliseconds that "Copied" stays

export function offerCopies(page: Document): void {
  if (!navigator.clipboard) return
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const label = button.textContent ?? ''
    button.setAttribute('aria-live', 'polite')
    button.hidden = false
    button.addEventListener('click', () => void copy(button, label))
  }
}

async function copy(button: HTMLButtonElement, label: string): Promise<void> {
  const code = button.parentElement?.querySelector('code')?.textContent ?? ''
  await navigator.clipboard.writeText(code.trim())
  button.textContent = button.dataset.done ?? label
  setTimeout(() => (button.textContent = label), SHOWN)
}
