"""A house Notice that is pinned, its Box, flags as an employee's client makes them, and people with their keys."""

import base64
import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from crypto import blind, keepers, keys, notice
from crypto.badge import Badge
from crypto.flag import Wish, nonce_for, raise_flag, write_plaintext
from crypto.installation import make_key_file
from crypto.passes import assemble, token_input
from crypto.seal import Envelope, seal
from crypto.sign import Pen
from tests.wellbeing.candles.people import Employee, Keeper
from wellbeing.candles import taking
from wellbeing.candles.asked import read_body
from wellbeing.candles.deeds.make_house_box import make_house_box
from wellbeing.candles.deeds.pin_house import pin_house
from wellbeing.candles.models import Candle, Flag, HouseBox, RouterKey
from wellbeing.candles.models.candle import hour_of
from wellbeing.candles.months import month_of

MONTH, QUARTER = "2026-11", "2026-Q4"
KINDS = ("day", "half-day")
BADGE_SEED = b"b" * 32
REMEMBERED = (taking._candle_key, taking._router_key)  # as they are before a test puts others in their place


@pytest.fixture(autouse=True)
def remember_nothing():
    """What a process keeps of rows that never change is gone with them when a test is over."""
    yield
    for kept in REMEMBERED:
        kept.cache_clear()


def wish(**changed):
    """What a lit flag says; each has a mailbox of its own."""
    said = {"mailbox": os.urandom(32), "rota": "hr", "inner": os.urandom(Envelope.BALLOT.sealed), "urgency": "week"}
    return Wish(**said | changed)


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


@pytest.fixture(scope="session")
def entitlement_keys():
    """By kind, as the named side holds them."""
    return {kind: keys.new_signing_key() for kind in KINDS}


@pytest.fixture(scope="session")
def keepers_secret():
    """What unlocks the rota "hr", known to its keepers' browsers alone."""
    return keepers.new_secret()


def rota_of(secret, rota="hr", previous=None):
    """A rota's entry in a house Notice."""
    record = keepers.write_record(secret, rota=rota, previous=previous)
    said = keepers.read_record(record)
    signature = keepers.sign_record(secret, record)
    named = {"rota": rota, "name": {"en": "Human resources"}, "about": {}, "signature": signature}
    return named | {name: said[name] for name in ("previous", "sealing", "signing")}


def house_notice(public, month=MONTH, previous=None, *, rotas=(), rest=None, quarter=QUARTER):
    """A house Notice; `rest` are the public entitlement keys by kind."""
    entry = {"month": month, "key": base64.b64encode(keys.spki(public)).decode()}
    rest = rest or {}
    return {
        "version": 1,
        "kind": "house",
        "previous": previous,
        "month": month,
        "candle_keys": [entry],
        "box_signer": "b5" * 32,
        "contacts": [],
        "badge_key": keys.installation_public(BADGE_SEED).hex(),
        "keepers": list(rotas),
        "breaks": [{"kind": kind, "name": {}, "about": {}, "each": 1, "capacity": 5} for kind in rest],
        "entitlement_keys": [
            {"kind": kind, "quarter": quarter, "key": base64.b64encode(keys.spki(key)).decode()}
            for kind, key in rest.items()
        ],
        "danger": {},
        "apart": True,
    }


@pytest.fixture
def pin(keepers_secret, entitlement_keys, now):
    """Pins a house Notice with one candle key, the rota "hr" and two kinds of rest; its fingerprint."""

    def pinned(key, month=MONTH, previous=None, *, when=now, **said):
        said = {
            "rotas": [rota_of(keepers_secret)],
            "rest": {kind: key.public_key() for kind, key in entitlement_keys.items()},
        } | said
        document = house_notice(key.public_key(), month, previous, **said)
        notice.read(notice.encode(document), kind="house")
        name = notice.fingerprint(notice.encode(document))
        pin_house(fingerprint=name, notice=document, now=when)
        return name

    return pinned


@pytest.fixture
def house(db, worker, candle_key, pin):
    """The house Box of November: the router key that flags are sealed to."""
    name = pin(candle_key)
    make_house_box()
    return notice.read(bytes(HouseBox.objects.get(notice=name).document))


def race(work, things):
    """`work` on each thing at once, in a thread with a connection of its own; what came out or was raised, in order."""

    def run(thing):
        try:
            return work(thing)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, things))


def asked(kind, body):
    """A body as a deed gets it."""
    return read_body(json.dumps(body).encode(), kind, largest=1 << 21)


def candle_pass(key, one_time, *, purpose="candle", scope=MONTH):
    """A pass under `key`, blinded, signed and unblinded as between client and door."""
    public = key.public_key()
    nonce = nonce_for(one_time.public_key().public_bytes_raw())
    signed = token_input(nonce, purpose=purpose, scope=scope, key_id=keys.key_id(keys.spki(public)))
    asked = blind.blind(public, signed)
    return assemble(signed, blind.unblind(public, asked, Pen(key).sign(asked.blinded)))


@pytest.fixture
def make_flag(house, candle_key):
    """The 9,810 bytes of a flag, lit by a wish or by any; everything about it may be made wrong."""
    public = base64.b64decode(house["router"]["key"])

    def made(*, lit=False, key=candle_key, router=public, one_time=None, **of_pass):
        one_time = one_time or Ed25519PrivateKey.generate()
        plaintext = write_plaintext(wish() if lit is True else lit or None)
        sealed = seal(router, plaintext, envelope=Envelope.FLAG, purpose="flag", scope=MONTH)
        ticket = candle_pass(key, one_time, **of_pass)
        return raise_flag(ticket, one_time, router=hashlib.sha256(router).digest(), sealed=sealed).to_bytes()

    return made


@pytest.fixture
def let_wait():
    """Flags that were taken: `lit` lit ones, `unlit` others and `spoiled` that nobody can read, in mixed order."""

    def waiting(*, lit=0, unlit=0, spoiled=0, day=date(2026, 11, 23), bare=False, **said):
        router = RouterKey.objects.get(month=MONTH)
        plaintexts = [write_plaintext(wish(**said)) for _ in range(lit)] + [write_plaintext(None)] * unlit
        sealed = [
            seal(bytes(router.public), plaintext, envelope=Envelope.FLAG, purpose="flag", scope=MONTH)
            for plaintext in plaintexts
        ] + [os.urandom(Envelope.FLAG.sealed) for _ in range(spoiled)]
        flags = [Flag(router=router, sealed=envelope, day=day, bare=bare) for envelope in sealed]
        Flag.objects.bulk_create(sorted(flags, key=lambda flag: flag.id))

    return waiting


@pytest.fixture
def at(time_machine, now):
    """Monday morning, for whoever looks at the clock; it stands still."""
    time_machine.move_to(now, tick=False)
    return time_machine


def candle(now, **said):
    """A candle as the router lights it, in the database; of another `state`, as the deeds leave it."""
    month, state = month_of(now), said.get("state", "lit")
    lit = {"rota": "hr", "mailbox": os.urandom(32), "since": hour_of(now), "visited": month}
    if state == "taken" or state not in Candle.OPEN:
        lit |= {"since": None, "closed": "" if state == "taken" else month}
    return Candle.objects.create(**lit | said)


@pytest.fixture
def employee(client, at, now):
    """Somebody whose candle was lit."""
    someone = Employee.new(client)
    candle(now, mailbox=someone.mailbox, inner=os.urandom(Envelope.BALLOT.sealed))
    return someone


@pytest.fixture
def keeper(client, at, house, keepers_secret):
    return Keeper.new(client, BADGE_SEED, keepers_secret)


@pytest.fixture
def colleague(client, at, house, keepers_secret):
    """Another keeper of the same rota."""
    return Keeper.new(client, BADGE_SEED, keepers_secret)


@pytest.fixture
def mine():
    """A keeper's badge."""
    return Badge("aa" * 16, "hr", b"k" * 32)


@pytest.fixture
def theirs():
    """A colleague's, of the same rota."""
    return Badge("bb" * 16, "hr", b"k" * 32)


@pytest.fixture
def elsewhere():
    """The badge of a keeper of another rota."""
    return Badge("cc" * 16, "staff-council", b"k" * 32)
