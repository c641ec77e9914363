"""The promises of docs/promises.md, each under its own name, on a wave that real processes ran."""

import base64
import hashlib
import re
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from crypto.flag import FLAG_SIZE
from demo.installation import ROOT, SIDES
from demo.person import Refused
from demo.waiting import wait_for
from tests.attacks import oracle

from .boathouse import COMING, GROUPS, LASTS, LIT, Wave, address, reply
from .dumps import found_in, values

WHO = {address(group, i) for group, size in GROUPS.items() for i in range(size)}
PERSONAL = ("campaigns_invitation", "campaigns_issued", "campaigns_issuedspare", "people_employee")
SPENT = ("ballots_ballot", "candles_flag", "candles_spentpass", "candles_candle")


@pytest.fixture(scope="module")
def during(sides):
    """The wave with all ballots and flags in and nothing opened yet, and what a thief of either database holds."""
    wave = Wave(sides, timedelta(days=50))
    wave.answer(COMING)
    wave.stolen = {side: values(sides.installation.databases[side]) for side in SIDES}
    with psycopg.connect(sides.installation.databases["named"]) as connection:
        wave.employees = {row[0].bytes for row in connection.execute("SELECT id FROM people_employee")}
    return wave


@pytest.fixture(scope="module")
def after(during):
    """The same wave counted, its flags routed, its Report on the named side."""
    during.play.clock.move_to(during.opens + LASTS + timedelta(hours=7))
    during.play.report(during.notice)
    during.play.clock.move_to(during.opens + LASTS + timedelta(days=2))
    wait_for(lambda: during.sides.rows("nameless", "candles_flag") == 0, what="the router")
    during.left = {side: values(during.sides.installation.databases[side]) for side in SIDES}
    return during


def who(wave):
    """What points at a person: addresses, numbers, invitations, the ids of their rows."""
    invitations = {base64.urlsafe_b64decode(p.invitation + "=") for p in wave.sent.values()}
    ids = wave.employees | {invitation[:16] for invitation in invitations}
    return {to.encode() for to in WHO} | ids | invitations


def what(wave):
    """What belongs to an answer: serials, envelopes, signatures of passes."""
    passes = [wish.granted for person in wave.sent.values() for wish in person.wishes.values()]
    passes += [candle.wish.granted for person in wave.sent.values() for candle in person.spare]
    envelopes = {part for person in wave.sent.values() for part in (person.sealed, person.sealed_flag)}
    return {p.nonce for p in passes} | {p.authenticator for p in passes} | envelopes


def everything(stolen):
    return b"\n".join(value for cells in stolen.values() for value in cells)


def logs(wave):
    return b"\n".join(path.read_bytes() for path in (wave.sides.installation.folder / "logs").glob("*.log"))


def test_the_nameless_side_stores_nothing_of_who(during, after):
    assert len(found_in(everything(during.stolen["named"]), who(during))) > len(COMING)  # there is something to leak

    for stolen in (during.stolen["nameless"], after.left["nameless"]):
        assert found_in(everything(stolen), who(during)) == set()


def test_the_named_side_stores_nothing_of_what(during, after):
    assert len(found_in(everything(during.stolen["nameless"]), what(during))) > 2 * len(COMING)

    for stolen in (during.stolen["named"], {k: v for k, v in after.left["named"].items() if k != "reports_report"}):
        assert found_in(everything(stolen), what(during)) == set()
    lists = everything({"": after.left["named"]["reports_report"]})  # holds the counted serials, which are public
    assert found_in(lists, what(during)) == {person.wishes["ballot"].nonce for person in during.sent.values()}


def test_both_databases_together_pair_no_name_with_a_serial(during, after):
    for stolen in (during.stolen, after.left):
        of_people = {value for table in PERSONAL for value in stolen["named"][table] if len(value) >= 16}
        spent = {value for table in SPENT for value in stolen["nameless"].get(table, []) if len(value) >= 16}
        digests = {hashlib.sha256(value).digest() for value in spent}

        assert len(of_people) > len(COMING)
        assert of_people & (spent | digests) - public_values(stolen) == set()


def public_values(stolen):
    """Ids that stand in a Notice, where all can read them: waves, cohorts and keys, the same for many people."""
    notices = everything({"": stolen["named"]["campaigns_notice"]})
    return {value for cells in stolen["named"].values() for value in cells if found_in(notices, {value})}


def test_no_log_names_a_person_an_answer_or_a_serial(after):
    person = after.sent[COMING[0]]
    with missing(after, "nameless", "ballots_ballot"), pytest.raises(Refused, match="500"):
        person.cast()
    with missing(after, "nameless", "candles_spentpass"), pytest.raises(Refused, match="500"):
        person.raise_flag()
    with missing(after, "named", "campaigns_invitation"), pytest.raises(Refused, match="500"):
        person.ask_passes()

    for path in (b"/ballots/", b"/flags/", b"/passes/"):  # each failed with somebody's bytes in hand, and was logged
        told = rb'"event": "Internal Server Error: ' + path
        wait_for(lambda told=told: re.search(told, logs(after)), what=f"the log of {path.decode()}")
    written = logs(after)

    assert found_in(written, who(after) | what(after)) == set()
    assert not re.search(rb'"(GET|POST|PUT) /', written)


@contextmanager
def missing(wave, side, table):
    """A table is gone for a while: whatever asks for it breaks in the middle of its work."""
    names = [sql.Identifier(name) for name in (table, f"{table}_elsewhere")]
    rename = sql.SQL("ALTER TABLE {} RENAME TO {}")
    with psycopg.connect(wave.sides.installation.databases[side], autocommit=True) as connection:
        connection.execute(rename.format(*names))
        yield
        connection.execute(rename.format(*reversed(names)))


def test_after_the_count_ballots_are_gone_and_the_box_key_with_them(during, after):
    keys = list((after.sides.installation.folder / "nameless" / "keys").iterdir())

    assert len(during.stolen["nameless"]["ballots_ballot"]) == 4 * len(COMING)
    assert {table: after.left["nameless"][f"ballots_{table}"] for table in ("ballot", "chunk", "partial")} == {
        "ballot": [], "chunk": [], "partial": []
    }  # fmt: skip
    assert [path.name for path in keys if path.name.startswith("box-")] == []
    assert [path.name for path in keys if path.name.startswith("router-")]  # others are there: it was the right folder


def test_a_flag_weighs_the_same_ticked_or_not(during):
    ticked = {len(during.sent[to].flag()) for to in COMING if to in LIT}
    unticked = {len(during.sent[to].flag()) for to in COMING if to not in LIT}
    columns = 5
    flags = during.stolen["nameless"]["candles_flag"]
    rows = [flags[i : i + columns] for i in range(0, len(flags), columns)]

    assert ticked == unticked == {FLAG_SIZE}
    assert {tuple(len(value) for value in row) for row in rows} == {tuple(len(value) for value in rows[0])}
    assert len(rows) == len(COMING)


def test_nobody_votes_twice(during, after):
    wave = Wave(during.sides, timedelta(days=15))
    to = COMING[0]
    wave.answer([to])

    again = wave.person(to)
    again.fill_in(reply(to).answers, lit=False, labelled=False)
    with pytest.raises(Refused):
        again.ask_passes()

    assert again.wishes["ballot"].granted is None
    assert wave.sides.rows("nameless", "ballots_ballot") == 1


def test_no_group_under_the_floor_can_be_worked_out_from_a_report(after):
    report, wave = after.report(), after.play.documents.papers(after.notice).wave
    respondents = {to: person.cohort for to, person in after.sent.items()}

    assert oracle.recovered(report, wave, respondents) == []
    shown_all = {**report, "cells": [*report["cells"], *(bare(cohort, respondents) for cohort in report["hidden"])]}
    assert oracle.recovered(shown_all, wave, respondents) != []


def bare(cohort, respondents):
    return {"cohort": cohort, "n": sum(own == cohort for own in respondents.values()), "items": {}}


def test_every_promise_is_a_test_of_its_name():
    promised = re.findall(r"^\| `(\w+)` \| (\S+) \|$", (ROOT / "docs" / "promises.md").read_text(), flags=re.M)

    assert len(promised) >= 8
    for name, file in promised:
        assert f"def test_{name}(" in (Path(ROOT) / file).read_text(), name
