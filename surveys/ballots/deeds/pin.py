"""Pin a Notice: from now on it is the head of the one chain."""

import base64
import binascii
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from crypto.installation import check_document
from crypto.keys import BadKey, key_id, load_spki
from crypto.notice import fingerprint as fingerprint_of
from crypto.notice import read
from crypto.refusal import Refusal

from ..models import Notice


class BadNotice(Refusal):
    """These bytes are not the Notice they are said to be, or one whose keys cannot be used."""


class DoesNotExtend(Refusal):
    """The Notice does not belong behind the head of the chain."""

    status = 409


def pin(*, fingerprint: str, document: bytes, signature: str) -> bool:
    """Append a signed Notice to the chain: True when it is new, False for the same bytes again.

    `signature` is base64 under the named installation's key. Raises BadAuthorization (401), BadDocument and
    BadNotice (400), DoesNotExtend (409).
    """
    check_document(bytes.fromhex(settings.OTHER_INSTALLATION_KEY), document, signature)
    if fingerprint != fingerprint_of(document):
        raise BadNotice("the document has another fingerprint")
    if Notice.objects.filter(pk=fingerprint).exists():
        return False
    content = read(document)
    notice = Notice(fingerprint=fingerprint, document=document, signature=signature, **_named_by(content))
    return _append(notice)


def _named_by(content: dict[str, Any]) -> dict[str, Any]:
    """What the row repeats of its document, so that the database can hold it unique."""
    if content["kind"] not in Notice.Kind.values:
        raise BadNotice("this document is not a Notice")
    named = {"kind": content["kind"], "previous": content["previous"] or ""}
    if content["kind"] == Notice.Kind.HOUSE:
        return named
    _refuse_without_house(content["house"])
    return named | {"wave": content["wave"], "ballot_key_id": _id_of(content["ballot_key"])}


def _refuse_without_house(house: str) -> None:
    if not Notice.objects.filter(pk=house, kind=Notice.Kind.HOUSE).exists():
        raise DoesNotExtend("the house Notice that this wave belongs to is not pinned here")


def _id_of(text: str) -> bytes:
    try:
        spki = base64.b64decode(text, validate=True)
        load_spki(spki)
    except (binascii.Error, BadKey) as error:
        raise BadNotice("the ballot key cannot be read") from error
    return key_id(spki)


def _append(notice: Notice) -> bool:
    if notice.previous and not Notice.objects.filter(pk=notice.previous).exists():
        raise DoesNotExtend("the Notice before this one is not pinned here")
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError as error:
        if Notice.objects.filter(pk=notice.pk).exists():
            return False  # another request with the same bytes was quicker
        raise DoesNotExtend("the chain goes on another way, or has this wave or ballot key already") from error
    return True
