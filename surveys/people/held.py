"""An uploaded roster between preview and import: held for an hour, for the one who uploaded it.

It lies in the cache that all web processes share, compressed, under a key from SECRET_KEY, and not in the page.
"""

import zlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from crypto.wrap import BadWrap, derive, unwrap, wrap

LASTS: Final = 3600  # seconds
PURPOSE: Final = "held roster"


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it came, and what it was called."""

    name: str
    data: bytes


def hold(account: UUID, file: Held) -> None:
    """Keep the file for an hour; the one before it, of the same account, is gone."""
    packed = file.name.encode() + b"\x00" + zlib.compress(file.data)
    cache.set(_place(account), wrap(_key(), packed, context=str(account)), LASTS)


def held(account: UUID) -> Held | None:
    """The file this account uploaded last, if that was within the hour."""
    wrapped = cache.get(_place(account))
    try:
        name, _, packed = (
            unwrap(_key(), wrapped, context=str(account)).partition(b"\x00") if wrapped else (b"", b"", b"")
        )
    except BadWrap:  # under a SECRET_KEY that was replaced
        return None
    return Held(name.decode(), zlib.decompress(packed)) if packed else None


def let_go(account: UUID) -> None:
    """Forget the file."""
    cache.delete(_place(account))


def _place(account: UUID) -> str:
    return f"held roster {account}".replace(" ", "-")


def _key() -> bytes:
    return derive(settings.SECRET_KEY.encode(), purpose=PURPOSE)
