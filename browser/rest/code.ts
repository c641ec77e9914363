// A QR code, drawn as one path: dark on light whatever the page's colours, with the quiet zone that readers need.
import { encode } from 'uqr'
import { s } from '../page/dom'

const QUIET = 4 // modules around it (ISO/IEC 18004)

export function code(text: string, label: string): SVGElement {
  const { data, size } = encode(text, { ecc: 'L', border: 0 })
  const whole = size + 2 * QUIET
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('')
  return s(
    'svg',
    { viewBox: `0 0 ${whole} ${whole}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    s('rect', { width: String(whole), height: String(whole), fill: '#fff' }),
    s('path', { d: path, fill: '#000' }),
  )
}
