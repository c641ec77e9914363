"""A box full of ballots, and the Report that an undisturbed count makes of it."""

import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction

from surveys.ballots.deeds.count import count, freeze
from surveys.ballots.models import Report
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep

COHORTS = [towns.NORTH] * 9 + [towns.PIER] * 7 + [towns.SOUTH] * 20 + [None] * 2 + [towns.EAST] * 3


def people(number):
    """Whom they count under, in turns, and what they answer."""
    return [(COHORTS[i % len(COHORTS)], towns.answers_of(i)) for i in range(number)]


def fill(town, number):
    """Their ballots, put into the box."""
    bodies = [town.ballot(cohort, answers) for cohort, answers in people(number)]
    keep(town, bodies)
    return bodies


@pytest.fixture
def small_chunks(monkeypatch):
    """Many chunks of few ballots."""
    monkeypatch.setattr(freeze, "CHUNK_SIZE", 6)


def seed_file(town):
    return Path(django_settings.KEYS_DIR) / f"box-{town.fingerprint}"


def report_of(town):
    return json.loads(bytes(Report.objects.get(pk=town.fingerprint).document))


def undisturbed(town):
    """The bytes of Report and counted list, from a count that is taken back."""
    seed = seed_file(town).read_text()
    with transaction.atomic():
        count(fingerprint=town.fingerprint, now=towns.AFTER)
        found = written(town)
        transaction.set_rollback(True)
    seed_file(town).write_text(seed)
    return found


def written(town):
    report = Report.objects.get(pk=town.fingerprint)
    return bytes(report.document), bytes(report.counted)
