"""The candle key, 128 bits that the employee keeps, and what is derived from it (docs/protocol.md section 8).

Written as Crockford's base32: 26 characters (two zero bits pad the end) and his check character, which is the key as
a number modulo 37, in groups of four: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXC`. Hyphens, spaces and case do not matter,
and O reads as 0, I and L as 1.
"""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .keys import sealing_public
from .refusal import Refusal

KEY_SIZE = 16
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = _DIGITS + "*~$=U"
_LENGTH, _PADDING, _GROUP = 26, 2, 4  # characters, bits, characters
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\n": None, "\t": None})


class BadCandleKey(Refusal):
    """This is not a candle key, or one character of it is wrong."""


def write_key(key: bytes) -> str:
    """How a candle key of 16 bytes is shown to its owner: 27 characters and six hyphens."""
    number = int.from_bytes(key)
    bits = number << _PADDING
    text = "".join(_DIGITS[bits >> 5 * place & 31] for place in reversed(range(_LENGTH))) + _CHECKS[number % 37]
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read_key(text: str) -> bytes:
    """The 16 bytes of a key that somebody typed. Raises BadCandleKey."""
    clean = text.upper().translate(_FORGIVEN)
    if len(clean) != _LENGTH + 1 or any(letter not in _DIGITS for letter in clean[:-1]):
        raise BadCandleKey("a candle key has 27 letters and digits; look at it once more")
    bits = 0
    for letter in clean[:-1]:
        bits = bits << 5 | _DIGITS.index(letter)
    number = bits >> _PADDING
    if bits & 3 or clean[-1] != _CHECKS[number % 37]:
        raise BadCandleKey("one character of this candle key is wrong; look at it once more")
    return number.to_bytes(KEY_SIZE)


def signing_key(key: bytes) -> Ed25519PrivateKey:
    """The key that signs what is asked of the mailbox, from the 16 bytes."""
    return Ed25519PrivateKey.from_private_bytes(_derive(key, "sign"))


def mailbox_of(key: bytes) -> bytes:
    """The 32 public bytes by which a lit flag names its mailbox."""
    return signing_key(key).public_key().public_bytes_raw()


def sealing_seed(key: bytes) -> bytes:
    """The 32-byte seed that opens letters to the mailbox."""
    return _derive(key, "seal")


def sealing_of(key: bytes) -> bytes:
    """The 1,216 public bytes to which letters to the mailbox are sealed."""
    return sealing_public(sealing_seed(key))


def keeping_key(key: bytes) -> bytes:
    """The AES-256 key of what the employee leaves in the mailbox for themselves."""
    return _derive(key, "keep")


def _derive(key: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) of the 16 bytes without salt: 32 bytes for one purpose."""
    info = b"windbreak mailbox 1\x00" + purpose.encode()
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(key)
