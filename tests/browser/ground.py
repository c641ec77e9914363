"""The built ground on an empty page, in Chromium as it is and as it was some years ago."""

from playwright.sync_api import Page

from .served import built

# A browser of some years ago: what younger ones have in WebCrypto is missing, and says so as it did then.
OLDER = """
for (const name of ['generateKey', 'importKey']) {
  const native = SubtleCrypto.prototype[name]
  SubtleCrypto.prototype[name] = function (...given) {
    const algorithm = name === 'importKey' ? given[2] : given[0]
    const wanted = typeof algorithm === 'string' ? algorithm : algorithm.name
    if (/^(ML-KEM|MLKEM|Ed25519|X25519)/.test(wanted)) {
      return Promise.reject(new DOMException('unrecognised name', 'NotSupportedError'))
    }
    return native.apply(this, given)
  }
}
delete SubtleCrypto.prototype.encapsulateBits
delete SubtleCrypto.supports
"""


def load(page: Page, origin: str) -> Page:
    """The page with the module as `ground`."""
    page.goto(origin)
    page.evaluate("async (file) => { window.ground = await import(file) }", f"/static/{built('ground.js')}")
    return page
