"""Reports are final: rows are added, and nothing else."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from surveys.reports.models import Changed, Report

pytestmark = pytest.mark.django_db


def report(letter: str, **values: object) -> Report:
    return Report(
        **{
            "notice": letter * 64, "fingerprint": letter.upper() * 64, "previous": "", "wave": letter * 32,
            "notice_document": b"n", "document": b"d", "signature": "s", "counted_document": b"c",
            "received": date(2026, 11, 23),
        }
        | values
    )  # fmt: skip


def test_a_report_cannot_be_changed_or_removed():
    report("a").save()
    kept = Report.objects.get()

    for change in (
        lambda: kept.save(),
        lambda: kept.delete(),
        lambda: report("a", document=b"other").save(force_update=True),
        lambda: Report.objects.update(document=b"other"),
        lambda: Report.objects.filter(wave="x").delete(),
        lambda: Report.objects.bulk_update([kept], ["document"]),
    ):
        with pytest.raises((Changed, ValueError)):
            change()

    assert bytes(Report.objects.get().document) == b"d"


def test_adding_a_report_again_does_not_write_over_it():
    report("a").save()

    with pytest.raises(IntegrityError), transaction.atomic():
        report("a", document=b"other").save()

    assert bytes(Report.objects.get().document) == b"d"


def test_the_chain_cannot_fork():
    report("a").save()

    with pytest.raises(IntegrityError), transaction.atomic():
        report("b").save()


def test_the_last_report_is_the_one_nobody_follows():
    empty = Report.last_fingerprint()
    report("b").save()
    report("a", previous="B" * 64).save()

    assert (empty, Report.last_fingerprint()) == ("", "A" * 64)
