"""Tell which break passes are out: for each key whether there are so many that one of them points at nobody."""

import base64
from datetime import UTC, date, datetime

from django.conf import settings

from crypto.installation import read_seed, sign_document
from crypto.notice import encode

from ..models import BreakKey, BreaksDocument, EntitlementKey, SpentEntitlement, TakenBreak


def tell_breaks(*, now: datetime) -> None:
    """Worker only. Write the document anew when a day begins or a key came; never a number, and never within a day
    how many became enough. Raises OSError and BadKey when the installation key cannot be read.
    """
    today, told = now.astimezone(UTC).date(), BreaksDocument.objects.first()
    if told is None or told.day != today:
        _look()
    document = _write([key for key in BreakKey.objects.order_by("quarter", "kind") if key.is_good(now)], today)
    if told is None or bytes(told.document) != document:
        signature = sign_document(read_seed(settings.INSTALLATION_KEY_FILE), document)
        said = {"day": today, "document": document, "signature": signature}
        BreaksDocument.objects.update_or_create(name="newest", defaults=said)


def _look() -> None:
    for key in BreakKey.objects.filter(enough=False):
        entitlements = EntitlementKey.objects.filter(kind=key.kind, quarter=key.quarter).values("key_id")
        out = SpentEntitlement.objects.filter(key_id__in=entitlements).count()
        if out + TakenBreak.objects.filter(key_id=key.id).count() >= settings.ROUTER_MINIMUM:
            BreakKey.objects.filter(id=key.id).update(enough=True)


def _write(keys: list[BreakKey], today: date) -> bytes:
    listed = [
        {
            "kind": key.kind,
            "quarter": key.quarter,
            "key": base64.b64encode(bytes(key.spki)).decode(),
            "enough": key.enough,
        }
        for key in keys
    ]
    return encode({"version": 1, "kind": "breaks", "day": today.isoformat(), "keys": listed})
