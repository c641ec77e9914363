"""Letters and offers as requests carry them, and whether one of several keys has signed."""

import base64
from collections.abc import Mapping
from typing import Any

from crypto.letter import BadLetter, check_signature


def signed_by(signers: list[bytes], message: bytes, signature: str) -> bool:
    """One of these keys (32 bytes each) signed the message; `signature` is base64."""
    for signer in signers:
        try:
            check_signature(signer, message, base64.b64decode(signature))
            return True
        except BadLetter:
            continue
    return False


def letter_body(number: int, envelopes: Mapping[str, bytes], signature: bytes) -> dict[str, Any]:
    """A letter as both its authors send it."""
    sealed = {name: base64.b64encode(data).decode() for name, data in envelopes.items()}
    return {"number": number, "signature": base64.b64encode(signature).decode()} | sealed
