// Menus made of `details`: a press elsewhere or Escape closes them.
export function closeMenus(page: Document): void {
  page.addEventListener('click', (event) => {
    for (const menu of open(page)) if (!menu.contains(event.target as Node)) menu.open = false
  })
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of open(page)) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  })
}

function open(page: Document): HTMLDetailsElement[] {
  return [...page.querySelectorAll<HTMLDetailsElement>('details.menu[open]')]
}
