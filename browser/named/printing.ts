// Buttons that print the page (`data-print`): hidden in the page, shown where there is a script to press them for.
export function offerPrinting(view: Window): void {
  for (const button of view.document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => view.print())
  }
}
