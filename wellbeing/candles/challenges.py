"""Challenges: what a proved request signs, so that none can be sent twice. Nothing is stored until one is answered."""

import base64
import binascii
import hashlib
import hmac
import os
from datetime import UTC, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from crypto.proof import BadProof
from crypto.wrap import derive

from .models import UsedChallenge

LASTS = 300  # seconds
SKEW = 60  # seconds that the clocks of two web processes may differ
_TIME, _RANDOM, _TAG = 4, 12, 16  # bytes


def new_challenge(now: datetime) -> str:
    """43 characters of base64url, good for five minutes: the second it was made, random bytes, and our tag."""
    body = int(now.timestamp()).to_bytes(_TIME, "big") + os.urandom(_RANDOM)
    return _spelled(body + _tag(body))


def check_challenge(text: str, now: datetime) -> None:
    """Raises BadProof (401) unless this server gave it out within the last five minutes."""
    try:
        raw = base64.b64decode(text + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadProof("this is no challenge of this server's") from error
    body, tag = raw[: _TIME + _RANDOM], raw[_TIME + _RANDOM :]
    # Only the spelling that was given out: base64 has others, and each would count as a challenge not yet answered.
    if text != _spelled(raw) or not hmac.compare_digest(tag, _tag(body)):
        raise BadProof("this is no challenge of this server's")
    if not -SKEW <= now.timestamp() - int.from_bytes(body[:_TIME], "big") <= LASTS:
        raise BadProof("this challenge has run out; ask for another one")


def use_challenge(text: str, now: datetime) -> None:
    """Take a challenge that was checked, once for all. Raises BadProof (401) when it was answered before."""
    digest = hashlib.sha256(text.encode()).digest()
    try:
        with transaction.atomic():
            UsedChallenge.objects.create(digest=digest, day=now.astimezone(UTC).date())
    except IntegrityError as error:
        raise BadProof("this challenge was answered before; ask for another one") from error


def _spelled(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _tag(body: bytes) -> bytes:
    return hmac.digest(derive(settings.SECRET_KEY.encode(), purpose="candles challenges"), body, "sha256")[:_TAG]
