"""A nameless side with its worker's files, a pinned chain and a wave that takes ballots."""

import base64
import json

import pytest
import time_machine

from crypto.installation import make_key_file
from surveys.ballots.deeds.keep_keys import keep_keys
from surveys.ballots.deeds.make_box import make_box
from surveys.ballots.deeds.pin import pin
from surveys.ballots.models import Ballot, Box
from tests.surveys.ballots import town as towns


@pytest.fixture(autouse=True)
def worker(settings, tmp_path):
    """The files that a nameless worker has, and the named side's public key."""
    settings.OTHER_INSTALLATION_KEY = towns.NAMED_PUBLIC
    settings.KEYS_DIR = str(tmp_path / "keys")
    settings.INSTALLATION_KEY_FILE = str(tmp_path / "installation")
    return make_key_file(tmp_path / "installation")


@pytest.fixture
def during():
    """The clock stands in the middle of the wave."""
    with time_machine.travel(towns.DURING, tick=False):
        yield


def open_wave(**changes):
    """Pin a chain of a house and a wave Notice, bring the label keys and make the Box."""
    house = towns.signed(towns.house_notice())
    pin(**house)
    return follow_up(house=house["fingerprint"], previous=house["fingerprint"], **changes)


def follow_up(*, house, previous, wave="a" * 32, ballot_key="ballot", **changes):
    """One more wave behind the head."""
    document = towns.wave_notice(previous=previous, house=house, wave=wave, ballot_key=ballot_key, **changes)
    wave_signed = towns.signed(document)
    pin(**wave_signed)
    name = wave_signed["fingerprint"]
    keep_keys(fingerprint=name, body=towns.label_keys())
    make_box(fingerprint=name)
    box_key = base64.b64decode(json.loads(bytes(Box.objects.get(pk=name).document))["key"])
    return towns.Town(name, box_key, wave, ballot_key)


def keep(town, bodies):
    """Put ballots into the box as `cast` leaves them."""
    rows = [Ballot(box_id=town.fingerprint, serial=body[2:34], sealed=body[354:]) for body in bodies]
    Ballot.objects.bulk_create(rows)


@pytest.fixture
def town(db):
    return open_wave()


@pytest.fixture
def busy_town(transactional_db):
    """As `town`, for tests in which several connections see each other's work."""
    return open_wave()
