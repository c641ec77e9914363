"""What an authenticator app shows (RFC 6238), for the invented people who have a second factor."""

import base64

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD = 30  # seconds that a code is good for


def totp(secret: str, *, now: float) -> tuple[str, int]:
    """The six digits (SHA-1) of a base32 secret at `now`, and the whole seconds they are still good for."""
    generator = TOTP(base64.b32decode(secret), 6, SHA1(), PERIOD)
    return generator.generate(int(now)).decode(), PERIOD - int(now) % PERIOD
