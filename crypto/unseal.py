"""The knife: opens envelopes (docs/protocol.md section 1). Only the count and the router hold it, in workers."""

from cryptography.exceptions import InvalidTag

from .keys import sealing_private
from .refusal import Refusal
from .seal import SUITE, Envelope, seal_info


class Unreadable(Refusal):
    """This envelope does not open with this key for this purpose, or what is inside is not padded as it should."""


class Knife:
    """Opens the envelopes closed to one 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self._private = sealing_private(seed)

    def open(self, sealed: bytes, *, envelope: Envelope, purpose: str, scope: str) -> bytes:
        """The plaintext without its padding. Raises Unreadable, whatever was wrong."""
        if len(sealed) != envelope.sealed:
            raise Unreadable("the envelope has the wrong size")
        try:
            padded = SUITE.decrypt(sealed, self._private, info=seal_info(purpose, scope))
        except (InvalidTag, ValueError) as error:
            raise Unreadable("the envelope does not open") from error
        return _unpad(padded)


def _unpad(padded: bytes) -> bytes:
    end = padded.rfind(0x80)
    if end < 0 or padded.count(0, end + 1) != len(padded) - end - 1:
        raise Unreadable("the envelope is not padded as it should be")
    return padded[:end]
