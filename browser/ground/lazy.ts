// Brings fallback.ts into older browsers, with its integrity checked; other browsers never load it.

import type * as Fallback from './fallback'

/** Written in by build.mjs: the built file, and the digest by which a browser knows it. */
declare const FALLBACK: { file: string; integrity: string }

/** The file could not be fetched, or it is not the one that was built. */
export class NotLoaded extends Error {}

let loaded: Promise<typeof Fallback> | undefined

/** What WebCrypto lacks. Throws NotLoaded. */
export function fallback(): Promise<typeof Fallback> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined // the network may be back at the next try
    throw new NotLoaded(`a part of this page could not be loaded: ${String(error)}`)
  })
  return loaded
}

async function load(): Promise<typeof Fallback> {
  const address = new URL(FALLBACK.file, import.meta.url).href
  await check(address)
  return import(address)
}

/** import() takes no integrity, but it takes the module that an element with integrity has put in the module map. */
function check(address: string): Promise<void> {
  const element = preload(address) ?? script(address)
  element.integrity = FALLBACK.integrity
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => reject(new Error(`${FALLBACK.file} was refused`)))
    document.head.append(element)
  })
}

/** Null where the browser knows no such element. */
function preload(address: string): HTMLLinkElement | null {
  const link = document.createElement('link')
  if (!link.relList.supports('modulepreload')) return null
  link.rel = 'modulepreload'
  link.href = address
  return link
}

/** For browsers too old to preload modules; those have no Trusted Types either, which would refuse this. */
function script(address: string): HTMLScriptElement {
  const element = document.createElement('script')
  element.type = 'module'
  element.src = address
  return element
}
