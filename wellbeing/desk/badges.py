"""The key that signs badges: one for this installation, from its secret."""

from django.conf import settings

from crypto.keys import installation_public
from crypto.wrap import derive


def badge_seed() -> bytes:
    """The 32-byte Ed25519 seed."""
    return derive(settings.SECRET_KEY.encode(), purpose="desk badges")


def badge_key() -> str:
    """The public half, 64 hex digits, as the house Notice says it."""
    return installation_public(badge_seed()).hex()
