"""Keeps what a keeper's browser made: a rota's first key, one that replaces it, or copies of the current one."""

import json

from django.db import IntegrityError, transaction

from crypto.keepers import check_record, fingerprint
from crypto.refusal import Refusal
from surveys.people.models import Employee

from ..asked import KeysAsked
from ..keeping import keeper_of, may_keep, present
from ..models import Copy, Keeper, KeepersKey, Rota


class NotKept(Refusal):
    """Nothing of it was kept."""

    status = 409


class NotYours(NotKept):
    """Whoever asks keeps no candles, or not for whom the copies are."""

    status = 403


def keep_keys(*, employee: Employee, asked: KeysAsked) -> KeepersKey:
    """The rota's current key once all of `asked` is kept, or nothing of it.

    Raises NotYours (403); NotKept (409) when a colleague was quicker or something is missing; BadRecord (400).
    """
    keeper = keeper_of(employee) if may_keep(employee) else None
    if keeper is None:
        raise NotYours("you keep no candles here any more")
    colleagues = {one.number: one for one in present(keeper.rota)}
    _refuse_copies_for_others(keeper, asked, colleagues)
    try:
        with transaction.atomic():
            rota = Rota.objects.select_for_update().get(pk=keeper.rota_id)
            key = rota.current_key() if asked.record is None else _replace(rota, keeper, asked, asked.record)
            if key is None:
                raise NotKept("this rota has no key yet")
            _write(key, keeper, asked, colleagues)
    except IntegrityError as error:
        raise NotKept("a colleague was quicker; load the page anew") from error
    return key


def _refuse_copies_for_others(keeper: Keeper, asked: KeysAsked, colleagues: dict[str, Keeper]) -> None:
    for copy in asked.copies:
        if copy.number is not None and copy.number not in colleagues:
            raise NotYours("one of the copies is for somebody who keeps no candles in this rota")
        if copy.how == Copy.How.PASSPHRASE and copy.number != keeper.number:
            raise NotYours("nobody knows a colleague's passphrase")
        if copy.how == Copy.How.HANDOVER and copy.number == keeper.number:
            raise NotYours("a copy is handed over to colleagues alone")


def _replace(rota: Rota, keeper: Keeper, asked: KeysAsked, record: bytes) -> KeepersKey:
    """The new key behind the rota's chain; the copies of those before go, since the new one opens them."""
    before, new = rota.current_key(), json.loads(record)
    if new["rota"] != rota.slug:
        raise NotKept("these are the keys of another rota")
    if new["previous"] != (before.fingerprint if before else None):
        raise NotKept("a colleague made other keys meanwhile; load the page anew")
    if not asked.has(Copy.How.PASSPHRASE, keeper.number) or not asked.has(Copy.How.KIT, None):
        raise NotKept("new keys come with a copy under your passphrase and a recovery kit")
    signer = json.loads(bytes(before.record)) if before else new
    check_record(record, asked.signature, signer=bytes.fromhex(signer["signing"]))
    key = KeepersKey.objects.create(
        fingerprint=fingerprint(record),
        rota=rota,
        place=before.place + 1 if before else 1,
        record=record,
        signature=asked.signature,
    )
    Copy.objects.filter(key__rota=rota).delete()
    Rota.objects.filter(pk=rota.pk).update(must_rotate=False)
    return key


def _write(key: KeepersKey, keeper: Keeper, asked: KeysAsked, colleagues: dict[str, Keeper]) -> None:
    """Each copy instead of the one of its kind; who has a passphrase needs no handover any more."""
    for copy in asked.copies:
        owner = colleagues[copy.number] if copy.number else None
        if copy.how != Copy.How.RETIRED:
            Copy.objects.filter(key=key, how=copy.how, keeper=owner).delete()
        if copy.how == Copy.How.PASSPHRASE:
            Copy.objects.filter(key=key, how=Copy.How.HANDOVER, keeper=keeper).delete()
        Copy.objects.create(key=key, how=copy.how, keeper=owner, copy=copy.copy)
