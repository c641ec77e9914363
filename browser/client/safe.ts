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
  readonly works: boolean // whether what is put away outlives this page; may change when a disk is full
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
  works = true
  private readonly loose = new MemorySafe() // what the device refused to take

  constructor(
    private readonly database: IDBDatabase,
    private readonly key: CryptoKey,
  ) {}

  async put(name: string, value: unknown): Promise<void> {
    const nonce = random(NONCE_SIZE)
    const sealed = await crypto.subtle.encrypt(this.algorithm(nonce, name), this.key, utf8(pack(value)))
    try {
      await this.write((values) => values.put(concat(nonce, new Uint8Array(sealed)), name))
      await this.loose.drop(name)
    } catch {
      this.works = false // the disk is full, or storage was cleared while the page is open
      await this.loose.put(name, value)
    }
  }

  /** What cannot be opened any more is as good as gone. */
  async get<T>(name: string): Promise<T | null> {
    const kept = await this.read<Bytes | undefined>((values) => values.get(name))
    const loose = await this.loose.get<T>(name)
    if (loose !== null || kept === undefined) return loose
    const algorithm = this.algorithm(kept.slice(0, NONCE_SIZE), name)
    const plain = await crypto.subtle.decrypt(algorithm, this.key, kept.slice(NONCE_SIZE)).catch(() => null)
    return plain && unpack<T>(new TextDecoder().decode(plain))
  }

  async drop(name: string): Promise<void> {
    await this.loose.drop(name)
    await this.write((values) => values.delete(name)).catch(() => {})
  }

  async names(start: string): Promise<string[]> {
    const range = IDBKeyRange.bound(start, `${start}\uffff`)
    const kept = await this.read((values) => values.getAllKeys(range))
    return [...new Set([...(kept ?? []).map(String), ...(await this.loose.names(start))])].sort()
  }

  /** The name is authenticated too, so that nothing can be put in another's place. */
  private algorithm(nonce: Bytes, name: string): AesGcmParams {
    return { name: 'AES-GCM', iv: nonce, additionalData: utf8(name) }
  }

  private values(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(VALUES, mode, { durability: 'strict' }).objectStore(VALUES)
  }

  /** Undefined where the storage is gone. */
  private async read<T>(ask: (values: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
    try {
      return await done(ask(this.values('readonly')))
    } catch {
      return undefined
    }
  }

  /** Resolves once it is on the disk: what is sent afterwards may count on it. */
  private async write(change: (values: IDBObjectStore) => IDBRequest): Promise<void> {
    const values = this.values('readwrite')
    change(values)
    await settled(values.transaction)
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
