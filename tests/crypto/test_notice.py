import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import notice

HOUSE = {
    "version": 1,
    "kind": "house",
    "previous": None,
    "month": "2026-11",
    "candle_keys": [{"month": "2026-11", "key": "QUJD"}],
    "box_signer": "b5" * 32,
    "contacts": [{"name": {"en": "Samaritans"}, "reach": "116 123", "about": {"en": "Day and night, free of charge"}}],
    "badge_key": "c3" * 32,
    "keepers": [
        {
            "rota": "hr",
            "name": {"en": "HR"},
            "about": {},
            "previous": None,
            "sealing": "QUJD",
            "signing": "d4" * 32,
            "signature": "QUJD",
        }
    ],
    "breaks": [
        {"kind": "day", "name": {"en": "A day"}, "about": {}, "each": 2, "capacity": 5},
        {"kind": "walk", "name": {"en": "A walk"}, "about": {}, "each": 0, "capacity": 1},
    ],
    "entitlement_keys": [{"kind": "day", "quarter": "2026-Q4", "key": "QUJD"}],
    "danger": {"en": "Call, then write."},
    "apart": True,
}
BREAKS = {
    "version": 1,
    "kind": "breaks",
    "day": "2026-11-24",
    "keys": [{"kind": "day", "quarter": "2026-Q4", "key": "QUJD", "enough": False}],
}
WAVE = {
    "version": 1,
    "kind": "wave",
    "previous": "a" * 64,
    "house": "a" * 64,
    "wave": "b" * 32,
    "campaign": "c" * 32,
    "follows": None,
    "title": {"en": "Pulse"},
    "opens": "2026-11-02T08:00:00Z",
    "closes": "2026-11-09T08:00:00Z",
    "grace_hours": 6,
    "k": 8,
    "m": 12,
    "questions": [
        {
            "key": "q1",
            "kind": "scale",
            "text": {"en": "?"},
            "bins": [{"value": n, "text": {}} for n in (1, 2, 3)],
            "groups": [["favourable", [3]], ["neutral", [2]], ["unfavourable", [1]]],
        },
        {
            "key": "q2",
            "kind": "choice",
            "text": {"en": "?"},
            "bins": [{"value": n, "text": {}} for n in (0, 1)],
            "groups": [],
        },
    ],
    "cohorts": [
        {"id": "d" * 32, "name": "All", "parent": None, "rest": True, "eligible": 0, "change": None, "label_key": "1" * 64},
        {"id": "e" * 32, "name": "A", "parent": "d" * 32, "rest": False, "eligible": 12, "change": 1, "label_key": "2" * 64},
    ],
    "ballot_key": "QUJD",
    "comments": {"slots": 0},
}  # fmt: skip


def altered(document, path, value):
    copy = json.loads(json.dumps(document))
    at = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return copy


@pytest.mark.parametrize("document", [HOUSE, WAVE, BREAKS], ids=["house", "wave", "breaks"])
def test_read_when_written_by_us(document):
    assert notice.read(notice.encode(document), kind=document["kind"]) == document


def division(eligible):
    """The wave with a division between the root and A."""
    cohort = WAVE["cohorts"][0] | {"id": "f" * 32, "parent": "d" * 32, "eligible": eligible, "label_key": "3" * 64}
    return altered(WAVE, ["cohorts"], [WAVE["cohorts"][0], cohort, WAVE["cohorts"][1] | {"parent": "f" * 32}])


@pytest.mark.parametrize("eligible", [0, 12])
def test_read_when_a_division_has_nobody_or_enough_of_its_own(eligible):
    assert notice.read(notice.encode(division(eligible)))["cohorts"][1]["eligible"] == eligible


@pytest.mark.parametrize("eligible", [1, 11])
def test_read_when_a_division_has_too_few_of_its_own(eligible):
    with pytest.raises(notice.BadDocument, match="fewer people than the cohort minimum"):
        notice.read(notice.encode(division(eligible)))


@pytest.mark.parametrize("cohort", [0, 1])
def test_read_when_a_cohort_with_none_below_it_has_nobody(cohort):
    alone = WAVE["cohorts"][cohort] | {"eligible": 0}
    cohorts = [alone] if alone["parent"] is None else [WAVE["cohorts"][0], alone]

    with pytest.raises(notice.BadDocument, match="nobody in it and no cohort below it"):
        notice.read(notice.encode(altered(WAVE, ["cohorts"], cohorts)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 2),
        (["kind"], "house"),
        (["k"], 4),
        (["m"], 11),
        (["closes"], "2026-11-02T08:00:00Z"),
        (["opens"], "2026-13-02T08:00:00Z"),
        (["wave"], "B" * 32),
        (["extra"], 1),
        (["questions"], []),
        (["questions", 0, "bins", 0, "value"], 2),
        (["questions", 0, "groups"], [["favourable", [3]]]),
        (["questions", 1, "groups"], [["favourable", [0, 1]]]),
        (["questions", 1, "key"], "q1"),
        (["cohorts", 1, "parent"], None),
        (["cohorts", 0, "parent"], "e" * 32),
        (["cohorts", 1, "parent"], "f" * 32),
        (["cohorts", 1, "id"], "d" * 32),
        (["cohorts", 1, "label_key"], "1" * 64),
        (["cohorts", 1, "eligible"], 11),
        (["cohorts", 1, "eligible"], 0),
        (["cohorts", 1, "eligible"], True),
        (["comments", "slots"], 1),
    ],
)
def test_read_when_a_field_is_wrong(path, value):
    with pytest.raises(notice.BadDocument):
        notice.read(notice.encode(altered(WAVE, path, value)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["box_signer"], "b5" * 31),
        (["box_signer"], "B5" * 32),
        (["contacts"], HOUSE["contacts"] * 21),
        (["contacts"], None),
        (["contacts", 0, "reach"], ""),
        (["contacts", 0, "reach"], "1" * 201),
        (["contacts", 0, "name"], "Samaritans"),
        (["contacts", 0, "about", "en"], 1),
        (["contacts", 0, "photo"], "x"),
        (["badge_key"], "c3" * 31),
        (["keepers"], HOUSE["keepers"] * 2),
        (["keepers", 0, "rota"], "HR"),
        (["keepers", 0, "secret"], "x"),
        (["breaks"], HOUSE["breaks"] + HOUSE["breaks"][:1]),
        (["breaks", 0, "each"], 9),
        (["breaks", 0, "each"], 0),
        (["breaks", 1, "each"], 1),
        (["breaks", 0, "capacity"], 0),
        (["entitlement_keys"], []),
        (["entitlement_keys", 0, "kind"], "walk"),
        (["entitlement_keys", 0, "quarter"], "2026-Q5"),
        (["danger"], "Call"),
        (["apart"], 1),
    ],
)
def test_read_when_a_field_of_the_house_is_wrong(path, value):
    with pytest.raises(notice.BadDocument):
        notice.read(notice.encode(altered(HOUSE, path, value)))


def kinds(*each):
    """A house whose kinds of rest give everybody so many passes."""
    breaks = [HOUSE["breaks"][0] | {"kind": f"kind-{i}", "each": count} for i, count in enumerate(each)]
    keys = [HOUSE["entitlement_keys"][0] | {"kind": entry["kind"]} for entry in breaks]
    return HOUSE | {"breaks": breaks, "entitlement_keys": keys}


def test_read_when_everybody_gets_eight_passes_for_rest_or_more():
    assert notice.read(notice.encode(kinds(4, 4)), kind="house") == kinds(4, 4)

    with pytest.raises(notice.BadDocument, match="more than 8 passes"):
        notice.read(notice.encode(kinds(4, 5)))


def test_read_when_the_keys_for_rest_are_of_several_quarters():
    house = altered(kinds(1, 1), ["entitlement_keys", 1, "quarter"], "2027-Q1")

    with pytest.raises(notice.BadDocument, match="several quarters"):
        notice.read(notice.encode(house))


@pytest.mark.parametrize(
    "field", ["box_signer", "contacts", "badge_key", "keepers", "breaks", "entitlement_keys", "danger", "apart"]
)
def test_read_when_a_field_of_the_house_is_missing(field):
    with pytest.raises(notice.BadDocument):
        notice.read(notice.encode({key: value for key, value in HOUSE.items() if key != field}))


def test_read_when_the_house_has_no_or_twenty_contacts():
    for contacts in ([], HOUSE["contacts"] * 20):
        house = HOUSE | {"contacts": contacts}
        assert notice.read(notice.encode(house), kind="house") == house


@pytest.mark.parametrize(
    "data",
    [
        notice.encode(HOUSE) + b"\n",
        json.dumps(HOUSE).encode(),
        notice.encode(HOUSE).replace(
            b'"month":"2026-11","previous"', b'"month":"2026-10","month":"2026-11","previous"'
        ),
        notice.encode(HOUSE).replace(b"null", b"NaN"),
        b'"\\ud800"',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_read_when_spelled_otherwise(data):
    with pytest.raises(notice.BadDocument):
        notice.read(data)


def test_read_when_too_large():
    with pytest.raises(notice.BadDocument, match="too large"):
        notice.read(b" " * (notice.LARGEST + 1))


def counted(ballots):
    serials = [f"{ballot:064x}" for ballot in range(ballots)]
    return notice.encode({"version": 1, "kind": "counted", "notice": "a" * 64, "serials": serials})


def test_read_when_a_counted_list_was_asked_for_takes_more_than_other_documents_have():
    data = counted(32_000)

    assert len(data) > notice.LARGEST
    assert len(notice.read(data, kind="counted")["serials"]) == 32_000


@pytest.mark.parametrize("kind", [None, "house", "wave", "report-of-another-kind"])
def test_read_when_a_large_counted_list_was_not_asked_for(kind):
    with pytest.raises(notice.BadDocument, match="too large"):
        notice.read(counted(32_000), kind=kind)


@pytest.mark.parametrize("kind", ["counted", "report"])
def test_read_when_larger_than_its_kind_has(kind):
    with pytest.raises(notice.BadDocument, match="too large"):
        notice.read(bytes(128 * 1024 * 1024 + 1), kind=kind)


@pytest.mark.parametrize("kind", [None, "house", "wave", "house-box", "wave-box"])
def test_largest_when_a_kind_does_not_grow(kind):
    assert notice.largest(kind) == notice.LARGEST == 2 * 1024 * 1024


def test_read_when_of_another_kind():
    with pytest.raises(notice.BadDocument, match="kind house"):
        notice.read(notice.encode(HOUSE), kind="wave")


@given(st.binary(max_size=200))
def test_read_when_given_noise_raises_one_error(noise):
    with pytest.raises(notice.BadDocument):
        notice.read(noise)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(WAVE)), JSON)
def test_read_when_one_field_is_noise_raises_one_error_or_is_well_shaped(field, noise):
    try:
        data = notice.encode({**WAVE, field: noise})
        document = notice.read(data)
    except notice.BadDocument:
        return

    assert notice.encode(document) == data


@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_instant_when_written_by_us(moment):
    aware = moment.replace(tzinfo=UTC, microsecond=0)

    assert notice.instant(notice.written(aware)) == aware


@given(st.text(max_size=30))
def test_instant_when_given_noise_raises_one_error(text):
    with pytest.raises(notice.BadDocument):
        notice.instant(text)


def test_written_drops_fractions_and_says_it_in_utc():
    east = timezone(timedelta(hours=9))

    assert notice.written(datetime(2026, 11, 2, 17, 0, 5, 999_999, tzinfo=east)) == "2026-11-02T08:00:05Z"


def test_encode_has_one_spelling():
    assert notice.encode({"b": [1, None, True], "a": "ü"}) == '{"a":"ü","b":[1,null,true]}'.encode()
    for unwritable in ({"a": float("nan")}, {"a": b""}, {"a": "\ud800"}):
        with pytest.raises(notice.BadDocument):
            notice.encode(unwritable)


def test_fingerprint_is_sha_256():
    assert notice.fingerprint(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("kind", ["counted", "report"])
def test_largest_when_a_kind_grows(kind):
    assert notice.largest(kind) == 128 * 1024 * 1024


def test_read_when_as_large_as_may_be_is_looked_at():
    with pytest.raises(notice.BadDocument, match="not JSON"):
        notice.read(b" " * notice.LARGEST)
