// The device's safe: IndexedDB, every value encrypted (AES-GCM) under a key that no script can read out.
//
// Where the browser refuses storage (a private window, a full disk, a policy) the safe keeps things in memory, says
// so in `works`, and a closed page loses them.

import { concat, fromBase64, random, toBase64, utf8, type Bytes } from '../ground/bytes'

const DATABASE = 'windbreak'
const VALUES = 'values'
const KEYS = 'keys'
const NONCE_SIZE = 12
const PATIENCE = 5000 // milliseconds; some browsers never answer where they mean to refuse

export interface Safe {
  readonly works: boolean // whether what is put away outlives this page
  put(name: string, value: unknown): Promise<void> // JSON, and bytes anywhere in it
  get<T>(name: string): Promise<T | null>
  drop(name: string): Promise<void>
  names(start: string): Promise<string[]> // of all values whose name begins so, sorted
}

/** Never fails: at worst the safe is one of memory. */
export async function openSafe(): Promise<Safe> {
  try {
    const database = await Promise.race([open(), later(PATIENCE)])
    const safe = new DeviceSafe(database, await deviceKey(database))
    await safe.put('probe', 1) // some browsers open a database and then refuse to write to it
    await safe.drop('probe')
    return safe
  } catch {
    return new MemorySafe()
  }
}

class DeviceSafe implements Safe {
  readonly works = true

  constructor(
    private readonly database: IDBDatabase,
    private readonly key: CryptoKey,
  ) {}

  async put(name: string, value: unknown): Promise<void> {
    const nonce = random(NONCE_SIZE)
    const sealed = await crypto.subtle.encrypt(this.algorithm(nonce, name), this.key, utf8(pack(value)))
    await this.write((values) => values.put(concat(nonce, new Uint8Array(sealed)), name))
  }

  async get<T>(name: string): Promise<T | null> {
    const kept = await done<Bytes | undefined>(this.values('readonly').get(name))
    if (kept === undefined) return null
    const algorithm = this.algorithm(kept.slice(0, NONCE_SIZE), name)
    const plain = await crypto.subtle.decrypt(algorithm, this.key, kept.slice(NONCE_SIZE))
    return unpack<T>(new TextDecoder().decode(plain))
  }

  drop(name: string): Promise<void> {
    return this.write((values) => values.delete(name))
  }

  async names(start: string): Promise<string[]> {
    const range = IDBKeyRange.bound(start, `${start}\uffff`)
    return (await done(this.values('readonly').getAllKeys(range))).map(String)
  }

  /** The name is authenticated too, so that nothing can be put in another's place. */
  private algorithm(nonce: Bytes, name: string): AesGcmParams {
    return { name: 'AES-GCM', iv: nonce, additionalData: utf8(name) }
  }

  private values(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(VALUES, mode, { durability: 'strict' }).objectStore(VALUES)
  }

  /** Resolves once it is on the disk: what is sent afterwards may count on it. */
  private write(change: (values: IDBObjectStore) => IDBRequest): Promise<void> {
    const values = this.values('readwrite')
    change(values)
    return settled(values.transaction)
  }
}

class MemorySafe implements Safe {
  readonly works = false
  private readonly values = new Map<string, string>()

  async put(name: string, value: unknown): Promise<void> {
    this.values.set(name, pack(value))
  }

  async get<T>(name: string): Promise<T | null> {
    const kept = this.values.get(name)
    return kept === undefined ? null : unpack<T>(kept)
  }

  async drop(name: string): Promise<void> {
    this.values.delete(name)
  }

  async names(start: string): Promise<string[]> {
    return [...this.values.keys()].filter((name) => name.startsWith(start)).sort()
  }
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore(VALUES)
    opening.result.createObjectStore(KEYS)
  })
  return done(opening)
}

function later(milliseconds: number): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), milliseconds))
}

/** Made once a device; of two tabs that make it at the same moment the first one's is kept. */
async function deviceKey(database: IDBDatabase): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const transaction = database.transaction(KEYS, 'readwrite', { durability: 'strict' })
  const keys = transaction.objectStore(KEYS)
  const looking = keys.get('device')
  looking.addEventListener('success', () => looking.result ?? keys.put(fresh, 'device'))
  await settled(transaction)
  return (looking.result as CryptoKey | undefined) ?? fresh
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

function settled(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
  })
}

function pack(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (part instanceof Uint8Array ? { bytes64: toBase64(part) } : part))
}

function unpack<T>(text: string): T {
  return JSON.parse(text, (_name, part: unknown) => (isPacked(part) ? fromBase64(part.bytes64) : part)) as T
}

function isPacked(part: unknown): part is { bytes64: string } {
  return part !== null && typeof part === 'object' && 'bytes64' in part && typeof part.bytes64 === 'string'
}
