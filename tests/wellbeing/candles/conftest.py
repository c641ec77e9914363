"""A house Notice that is pinned, its Box, and flags as an employee's client makes them."""

import base64
import hashlib
import os
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import blind, keys, notice
from crypto.flag import Wish, nonce_for, raise_flag, write_plaintext
from crypto.installation import make_key_file
from crypto.passes import assemble, token_input
from crypto.seal import Envelope, seal
from crypto.sign import Pen
from wellbeing.candles.deeds.make_house_box import make_house_box
from wellbeing.candles.deeds.pin_house import pin_house
from wellbeing.candles.models import Flag, HouseBox, RouterKey

MONTH = "2026-11"
WISH = Wish(b"m" * 32, "week")


@pytest.fixture(scope="session")
def candle_key():
    """November's, as the named side holds it."""
    return keys.new_signing_key()


@pytest.fixture(scope="session")
def other_key():
    return keys.new_signing_key()


@pytest.fixture
def now():
    """Monday morning, at none of the router's hours."""
    return datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def worker(settings, tmp_path):
    """The files that a nameless worker has and a web process has not."""
    settings.KEYS_DIR = str(tmp_path / "keys")
    settings.INSTALLATION_KEY_FILE = str(tmp_path / "installation")
    make_key_file(tmp_path / "installation")
    return tmp_path


def house_notice(public, month=MONTH, previous=None):
    entry = {"month": month, "key": base64.b64encode(keys.spki(public)).decode()}
    return {
        "version": 1,
        "kind": "house",
        "previous": previous,
        "month": month,
        "candle_keys": [entry],
        "box_signer": "b5" * 32,
        "contacts": [],
    }


@pytest.fixture
def pin():
    """Pins a house Notice with one candle key; its fingerprint."""

    def pinned(key, month=MONTH, previous=None):
        document = house_notice(key.public_key(), month, previous)
        name = notice.fingerprint(notice.encode(document))
        pin_house(fingerprint=name, notice=document)
        return name

    return pinned


@pytest.fixture
def house(db, worker, candle_key, pin):
    """The house Box of November: the router key that flags are sealed to."""
    name = pin(candle_key)
    make_house_box()
    return notice.read(bytes(HouseBox.objects.get(notice=name).document))


def candle_pass(key, one_time, *, purpose="candle", scope=MONTH):
    """A pass under `key`, blinded, signed and unblinded as between client and door."""
    public = key.public_key()
    nonce = nonce_for(one_time.public_key().public_bytes_raw())
    signed = token_input(nonce, purpose=purpose, scope=scope, key_id=keys.key_id(keys.spki(public)))
    asked = blind.blind(public, signed)
    return assemble(signed, blind.unblind(public, asked, Pen(key).sign(asked.blinded)))


@pytest.fixture
def make_flag(house, candle_key):
    """The 9,810 bytes of a flag; everything about it may be made wrong."""
    public = base64.b64decode(house["router"]["key"])

    def made(*, lit=False, key=candle_key, router=public, one_time=None, **of_pass):
        one_time = one_time or Ed25519PrivateKey.generate()
        sealed = seal(
            router, write_plaintext(WISH if lit else None), envelope=Envelope.FLAG, purpose="flag", scope=MONTH
        )
        ticket = candle_pass(key, one_time, **of_pass)
        return raise_flag(ticket, one_time, router=hashlib.sha256(router).digest(), sealed=sealed).to_bytes()

    return made


@pytest.fixture
def let_wait():
    """Flags that were taken: `lit` lit ones, `unlit` others and `spoiled` that nobody can read, in mixed order."""

    def waiting(*, lit=0, unlit=0, spoiled=0, day=date(2026, 11, 23)):
        router = RouterKey.objects.get(month=MONTH)
        plaintexts = [write_plaintext(WISH)] * lit + [write_plaintext(None)] * unlit
        sealed = [
            seal(bytes(router.public), plaintext, envelope=Envelope.FLAG, purpose="flag", scope=MONTH)
            for plaintext in plaintexts
        ] + [os.urandom(Envelope.FLAG.sealed) for _ in range(spoiled)]
        flags = [Flag(router=router, sealed=envelope, day=day) for envelope in sealed]
        Flag.objects.bulk_create(sorted(flags, key=lambda flag: flag.id))

    return waiting
