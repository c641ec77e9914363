// What younger browsers have in WebCrypto and older ones lack. A file of its own, loaded only where it is needed.

export { KEM_MLKEM768_X25519 } from '@panva/hpke-noble'
export { ed25519 } from '@noble/curves/ed25519.js'
export { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js'
