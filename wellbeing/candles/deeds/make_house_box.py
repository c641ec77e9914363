"""Make the Box of every house Notice that waits for one: the router key to seal flags to, the keys of break passes."""

import base64
import hashlib

from django.conf import settings

from crypto.installation import read_seed, sign_document
from crypto.keys import sealing_public
from crypto.notice import encode

from ..models import BreakKey, HouseBox, RouterKey
from ..seeds import make_seed


def make_house_box() -> None:
    """Worker only. Any number of workers make the same Boxes; the first one's row stays.

    Raises OSError and BadKey when a key file cannot be read or written.
    """
    for box in HouseBox.objects.filter(document=None):
        seed = read_seed(settings.INSTALLATION_KEY_FILE)  # first: without it no key need be made
        keys = [BreakKey.of(*scope.split(" ")) for scope in box.scopes()]
        document = _write(box, _router_key(box.month), keys)
        signature = sign_document(seed, document)
        HouseBox.objects.filter(notice=box.notice, document=None).update(document=document, signature=signature)


def _router_key(month: str) -> RouterKey:
    """The month's router key; its seed is on the disk before anybody can seal to it."""
    kept = RouterKey.objects.filter(month=month).first()
    if kept:
        return kept
    public = sealing_public(make_seed(month))
    name = hashlib.sha256(public).digest()
    return RouterKey.objects.get_or_create(month=month, defaults={"id": name, "public": public})[0]


def _write(box: HouseBox, router: RouterKey, keys: list[BreakKey]) -> bytes:
    return encode(
        {
            "version": 1,
            "kind": "house-box",
            "notice": box.notice,
            "router": {"month": router.month, "key": _base64(router.public)},
            "breaks": [{"kind": key.kind, "quarter": key.quarter, "key": _base64(key.spki)} for key in keys],
        }
    )


def _base64(data: bytes | memoryview) -> str:
    return base64.b64encode(bytes(data)).decode()
