"""Learning break keys from a real server: signed ones alone, and the first of a kind and quarter for ever."""

import base64
import logging
from typing import Any

import pytest

from crypto import keys
from crypto.installation import SIGNATURE_HEADER, BadAuthorization, check_request, sign_document
from crypto.notice import BadDocument, encode
from crypto.refusal import Refusal
from surveys.crossing import Unreachable
from tests.surveys.campaigns.peer import serving
from tests.wellbeing.desk.booking import NOW, TODAY, spki_of
from wellbeing.desk.deeds.fetch_breaks import fetch_breaks
from wellbeing.desk.models import BreakKeySeen
from wellbeing.desk.nameless import Nameless

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


class Doors:
    """The nameless origin, as far as this room asks it."""

    def __init__(self, named: bytes) -> None:
        self.named, self.seed, self.origin = named, keys.new_installation_seed(), ""
        self.entries: list[dict[str, Any]] = []
        self.signer, self.status = self.seed, 200

    def answer(self, method: str, path: str, body: bytes, headers: Any) -> tuple[int, bytes, dict[str, str]]:
        try:
            check_request(self.named, method=method, path=path, body=body, headers=headers, now=NOW)
        except Refusal as refusal:
            return refusal.status, str(refusal).encode(), {}
        assert (method, path) == ("GET", "/breaks/")
        data = encode({"version": 1, "kind": "breaks", "day": TODAY.isoformat(), "keys": self.entries})
        return self.status, data, {SIGNATURE_HEADER: sign_document(self.signer, data)}

    def shows(self, kind: str, quarter: str, key: bytes, *, enough: bool = False) -> None:
        spki = base64.b64encode(key).decode()
        self.entries.append({"kind": kind, "quarter": quarter, "key": spki, "enough": enough})


@pytest.fixture
def doors():
    seed = keys.new_installation_seed()
    with serving(Doors(keys.installation_public(seed))) as running:
        running.own = seed
        yield running


@pytest.fixture
def nameless(doors):
    return Nameless(doors.origin, keys.installation_public(doors.seed), doors.own)


def seen() -> list[tuple[str, str, str, bool]]:
    return sorted(BreakKeySeen.objects.values_list("kind", "quarter", "key_id", "enough"))


def test_keys_are_learned_once(doors, nameless):
    doors.shows("day", "2026-Q4", spki_of("a"), enough=True)
    doors.shows("half-day", "2026-Q4", spki_of("b"))

    counts = [fetch_breaks(nameless=nameless, now=NOW) for _ in range(2)]

    assert counts == [2, 0]
    a, b = (keys.key_id(spki_of(name)).hex() for name in "ab")
    assert seen() == [("day", "2026-Q4", a, True), ("half-day", "2026-Q4", b, False)]
    assert {row.seen for row in BreakKeySeen.objects.all()} == {TODAY}


def test_enough_stays_enough(doors, nameless):
    doors.shows("day", "2026-Q4", spki_of("a"), enough=True)
    fetch_breaks(nameless=nameless, now=NOW)

    doors.entries[0]["enough"] = False
    fetch_breaks(nameless=nameless, now=NOW)

    assert [row[3] for row in seen()] == [True]


def test_another_key_for_the_same_kind_and_quarter_is_refused_and_logged(doors, nameless, caplog):
    doors.shows("day", "2026-Q4", spki_of("a"))
    fetch_breaks(nameless=nameless, now=NOW)
    doors.entries.clear()
    doors.shows("day", "2026-Q4", spki_of("b"), enough=True)
    doors.shows("day", "2027-Q1", spki_of("c"))

    with caplog.at_level(logging.WARNING):
        new = fetch_breaks(nameless=nameless, now=NOW)

    assert new == 1
    assert "another break key for day 2026-Q4; it is refused" in caplog.text
    assert [(row[1], row[2][:8], row[3]) for row in seen()] == [
        ("2026-Q4", keys.key_id(spki_of("a")).hex()[:8], False),
        ("2027-Q1", keys.key_id(spki_of("c")).hex()[:8], False),
    ]


@pytest.mark.parametrize("key", [b"no key", None])
def test_what_is_no_key_of_its_own_is_refused_and_logged(doors, nameless, caplog, key):
    doors.shows("day", "2026-Q4", spki_of("a"))
    doors.shows("half-day", "2026-Q4", key or spki_of("a"))

    with caplog.at_level(logging.WARNING):
        new = fetch_breaks(nameless=nameless, now=NOW)

    assert (new, "for half-day 2026-Q4 is no key of its own" in caplog.text) == (1, True)


def test_a_document_under_another_signature_teaches_nothing(doors, nameless):
    doors.shows("day", "2026-Q4", spki_of("a"))
    doors.signer = keys.new_installation_seed()

    with pytest.raises(BadAuthorization):
        fetch_breaks(nameless=nameless, now=NOW)

    assert seen() == []


def test_a_document_of_another_shape_teaches_nothing(doors, nameless):
    doors.entries.append({"kind": "day"})

    with pytest.raises(BadDocument):
        fetch_breaks(nameless=nameless, now=NOW)


@pytest.mark.parametrize(("status", "outcome"), [(404, 0), (503, Unreachable), (302, Unreachable)])
def test_a_side_without_a_document_changes_nothing(doors, nameless, status, outcome):
    doors.status = status

    if outcome == 0:
        assert fetch_breaks(nameless=nameless, now=NOW) == 0
    else:
        with pytest.raises(outcome):
            fetch_breaks(nameless=nameless, now=NOW)
