"""Make the Box of a wave Notice: the key that its ballots are sealed to."""

import base64

from django.conf import settings

from crypto import installation
from crypto.keys import installation_public, sealing_public
from crypto.notice import encode

from ..models import Box
from ..seeds import make_seed


def make_box(*, fingerprint: str) -> None:
    """Worker only: the seed is on the disk before anybody can seal to it. Any number of workers make the same Box.

    Raises OSError and BadKey when a key file cannot be read or written.
    """
    if Box.objects.filter(pk=fingerprint).exists():
        return
    key = base64.b64encode(sealing_public(make_seed(fingerprint))).decode()
    document = encode({"version": 1, "kind": "wave-box", "notice": fingerprint, "key": key})
    seed = installation.read_seed(settings.INSTALLATION_KEY_FILE)
    signed = {"signature": installation.sign_document(seed, document), "signer": installation_public(seed)}
    Box.objects.get_or_create(notice_id=fingerprint, defaults={"document": document, **signed})
