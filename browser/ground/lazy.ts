// Brings fallback.ts into older browsers, with its integrity checked; other browsers never load it.

import type * as Fallback from './fallback'

/** Written in by build.mjs: the built file, and the digest by which a browser knows it. */
declare const FALLBACK: { file: string; integrity: string }

let loaded: Promise<typeof Fallback> | undefined

/** What WebCrypto lacks. Rejects when the file cannot be fetched or is not the one that was built. */
export function fallback(): Promise<typeof Fallback> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined // the network may be back at the next try
    throw error
  })
  return loaded
}

async function load(): Promise<typeof Fallback> {
  const address = new URL(FALLBACK.file, import.meta.url).href
  await preload(address)
  return import(address)
}

/** import() takes no integrity, but it takes the module that a preload has checked and put in the module map. */
function preload(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.integrity = FALLBACK.integrity
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error('a part of this page could not be loaded')))
    link.href = address
    document.head.append(link)
  })
}
