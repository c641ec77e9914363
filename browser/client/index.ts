// The employee's client as one module. This entry is for the tests; the survey page takes what it needs.

export * from './drafts'
export * from './invitation'
export * from './papers'
export * from './receipts'
export * from './safe'
export * from './sending'
export * from './spares'
export * from './tabs'
export * from './types'
export { configure } from './wire'
