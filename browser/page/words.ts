// The page's sentences in the reader's language, texts of a Notice, and dates and numbers as the reader writes them.
import type { Text } from '../client/types'

export interface Language {
  code: string
  name: string
  direction: 'ltr' | 'rtl'
}

export interface Page {
  named: string
  nameless: string
  organisation: string
  imprint: string
  languages: Language[]
  strings: Record<string, Record<string, string>>
}

export type Vars = Record<string, string | number>

export const page: Page = JSON.parse(document.getElementById('page')?.textContent ?? '{}')
export let language = choose(navigator.languages)

function choose(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const fits = page.languages.find(({ code }) => code === tag || code === tag.split('-')[0])
    if (fits) return fits
  }
  return page.languages[0]!
}

/** From now on the page speaks this language, and runs in its direction. */
export function speak(code: string): void {
  language = choose([code])
  document.documentElement.lang = language.code
  document.documentElement.dir = language.direction
}

/** The sentence of a key, with its variables filled in. */
export function say(key: string, vars: Vars = {}): string {
  const sentence = page.strings[language.code]?.[key] ?? key
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = vars[name]
    return value === undefined ? whole : typeof value === 'number' ? number(value) : isolated(value)
  })
}

/** In a sentence from right to left a name keeps its own direction. */
const isolated = (value: string): string => (language.direction === 'rtl' ? `\u2068${value}\u2069` : value)

/** Whether this page has a sentence under this key. */
export const says = (key: string): boolean => key in (page.strings[language.code] ?? {})

/** The sentence of a key that counts something. */
export function count(key: string, count: number): string {
  const category = new Intl.PluralRules(language.code).select(count)
  const said = page.strings[language.code] ?? {}
  return say(`${key}.${category}` in said ? `${key}.${category}` : `${key}.other`, { count })
}

const number = (value: number): string => new Intl.NumberFormat(language.code).format(value)

/** A text of a Notice and the language that it is in: the reader's where there is one, else English, else the first. */
export function pick(text: Text): { text: string; lang: string } {
  const tags = Object.keys(text)
  const lang =
    [language.code, ...navigator.languages.filter((tag) => tag.startsWith(language.code)), 'en'].find((tag) => tag in text) ??
    tags.find((tag) => tag.split('-')[0] === language.code) ??
    tags[0] ??
    ''
  return { text: text[lang] ?? '', lang }
}

/** What an element needs to show a text in a language other than the page's; nothing when it is the page's own. */
export function tongue(lang: string): Record<string, string> {
  return lang && lang.split('-')[0] !== language.code ? { lang, dir: 'auto' } : {}
}

/** "Monday 9 November at 09:00", in the reader's own time. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat(regional(), {
    weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit',
  }).format(new Date(instant))
}

/** "9 November 2026", of a day that is no moment. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(regional(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(date))
}

/** "in 3 days"; null when the device's clock says that it is over. */
export function distance(instant: string): string | null {
  const minutes = Math.round((Date.parse(instant) - Date.now()) / 60_000)
  if (minutes < 0) return null
  const format = new Intl.RelativeTimeFormat(language.code, { numeric: 'auto' })
  if (minutes < 60) return format.format(minutes, 'minute')
  if (minutes < 48 * 60) return format.format(Math.round(minutes / 60), 'hour')
  return format.format(Math.floor(minutes / 1440), 'day')
}

/** The page's language with the reader's own region, where the browser names one: dates differ by it. */
function regional(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language.code) ?? language.code
}
