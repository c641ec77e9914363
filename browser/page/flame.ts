// The flame in the wind, as the look draws it (config/templates/look/flame.html); the look colours it and lets it sway.
import { s } from './dom'

const BODY = 'M13.2 1c1.2 5.6-7.7 10.6-8.9 18.2C3 27.9 7.4 34 12.4 34c5.3 0 8.9-4.3 8.3-10.2C20 17.2 14.6 13 13.2 1Z'
const HEART = 'M12.9 18c.4 3.6-3.7 5.4-3.7 9.6 0 2.8 1.5 4.4 3.4 4.4 2.1 0 3.5-1.7 3.3-4.3-.2-3.2-2.4-4.9-3-9.7Z'

export function flame(): SVGElement {
  return s(
    'svg',
    { viewBox: '0 0 24 36', class: 'flame', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { class: 'body', fill: 'currentColor', d: BODY }),
    s('path', { class: 'heart', fill: 'currentColor', d: HEART }),
  )
}
