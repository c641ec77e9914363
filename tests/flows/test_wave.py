"""One wave from the roster to the Report, and the same wave again with its count killed twice."""

from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from crypto.notice import read
from demo.person import Refused
from demo.waiting import wait_for

from .boathouse import COMING, EARLY, GROUPS, LASTS, LATE, LIT, TOO_LATE, Wave, address, reply

FIRST, SECOND = timedelta(days=70), timedelta(days=35)  # ago


@pytest.fixture(scope="module")
def wave(sides):
    """Open, with all letters out; the tests before the close use people who do not answer otherwise."""
    return Wave(sides, FIRST)


@pytest.fixture(scope="module")
def closed(wave):
    """Everybody answered, two of them in the hours of grace; the Report is on the named side."""
    wave.answer(to for to in EARLY if to not in wave.sent)
    prepared = {to: wave.prepare(to) for to in LATE}
    wave.too_late = wave.prepare(TOO_LATE)
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(hours=3))
    for to, person in prepared.items():
        person.cast()
        person.raise_flag()
        wave.sent[to] = person
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(hours=7))
    wave.page = wave.play.report(wave.notice)
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(days=2))
    return wave


def test_notice_has_every_group_as_a_cohort_of_its_size(wave):
    cohorts = wave.play.documents.papers(wave.notice).wave["cohorts"]

    assert sorted((c["name"], c["eligible"]) for c in cohorts) == [
        ("Boathouse", 0), ("Harbour", 16), ("Kitchen", 14), ("Loft", 10)
    ]  # fmt: skip


def test_steps_when_repeated_after_a_lost_answer_are_served_again(wave):
    to = COMING[0]
    person = wave.person(to)
    person.ask_ahead()
    label = person.wishes["labels"].granted
    person.ask_ahead()
    person.fill_in(reply(to).answers, lit=to in LIT)
    person.ask_passes()
    person.ask_passes()
    for _ in range(2):
        person.cast()
        person.raise_flag()

    assert person.wishes["labels"].granted == label
    wave.sent[to] = person


def test_second_send_with_other_bytes_is_refused(wave):
    again = wave.person(COMING[0])

    with pytest.raises(Refused) as label:
        again.ask_ahead()
    again.fill_in({"rest": 1}, lit=True, labelled=False)
    with pytest.raises(Refused) as passes:
        again.ask_passes()

    assert (label.value.status, passes.value.status) == (200, 200)
    assert again.wishes["ballot"].granted is None
    assert again.wishes["candle"].granted is None


def test_other_envelope_under_a_spent_pass_is_refused(wave):
    sent = wave.sent[COMING[0]]
    before = wave.sides.rows("nameless", "ballots_ballot")
    forged = sent.ballot()[:-1] + bytes([sent.ballot()[-1] ^ 1])

    answer = wave.play.client.post(wave.play.documents.nameless + "/ballots/", content=forged)

    assert answer.status_code == 409
    assert wave.sides.rows("nameless", "ballots_ballot") == before


def test_ballot_pass_of_one_and_envelope_of_another_do_not_fit(wave):
    one, other = wave.prepare(address("Kitchen", 12)), wave.prepare(address("Kitchen", 13))

    answer = wave.play.client.post(
        wave.play.documents.nameless + "/ballots/", content=one.ballot()[:354] + other.sealed
    )

    assert answer.status_code == 409


def test_label_of_another_cohort_is_refused(wave):
    person = wave.person(address("Harbour", 14))
    person.cohort = wave.person(address("Loft", 9)).cohort

    with pytest.raises(Refused):
        person.ask_ahead()


def test_door_after_the_close_says_so(closed):
    person = closed.person(address("Harbour", 13))

    with pytest.raises(Refused, match="clos"):
        person.ask_ahead()


def test_ballot_after_the_hours_of_grace_is_told_so(closed):
    with pytest.raises(Refused) as refused:
        closed.too_late.cast()

    assert refused.value.status == 410


def test_report_shows_what_came_and_hides_what_is_too_small(closed):
    report, names = closed.report(), closed.cohort_names()

    assert report["ballots"] == len(COMING)
    assert report["spoiled"] == {"envelope": 0, "label": 0, "repeated": 0, "overfull": 0, "answers": 0}
    assert {names[cell["cohort"]]: cell["n"] for cell in report["cells"]} == {"Boathouse": 25, "Harbour": 12}
    assert sorted(names[cohort] for cohort in report["hidden"]) == ["Kitchen", "Loft"]


def test_report_participation_is_of_those_who_were_asked(closed):
    names = closed.cohort_names()

    percents = {names[line["cohort"]]: line["percent"] for line in closed.report()["participation"]}

    assert {name: percents[name] for name in GROUPS} == {"Harbour": 75, "Kitchen": 71, "Loft": 30}


def test_counted_list_holds_the_serial_of_every_ballot(closed):
    counted = read(closed.play.counted(closed.notice), kind="counted")

    serials = sorted(person.wishes["ballot"].nonce.hex() for person in closed.sent.values())
    assert counted["serials"] == serials
    assert len(serials) == len(COMING)


def test_ticked_flags_become_exactly_that_many_candles(closed):
    wait_for(lambda: closed.sides.rows("nameless", "candles_flag") == 0, what="the router")

    assert closed.play.candles() == len(LIT)


def test_page_on_the_named_side_shows_cells_and_hidden_cells(closed):
    for name in ("Boathouse", *GROUPS):
        assert name in closed.page
    assert "hidden" in closed.page.lower()


def test_first_pages_of_both_origins_say_that_they_are_up_and_the_nameless_one_sets_no_cookie(closed):
    found = {side: closed.play.client.get(f"{origin}/") for side, origin in closed.sides.installation.origins.items()}

    assert {answer.status_code for answer in found.values()} == {200}
    assert "set-cookie" not in found["nameless"].headers


def test_count_killed_twice_gives_the_same_report(closed):
    again = Wave(closed.sides, SECOND)
    again.answer(COMING)
    again.play.clock.move_to(again.opens + LASTS + timedelta(hours=5))
    for table in ("ballots_partial", "ballots_report"):
        with held(again.sides, table) as somebody_waits:
            again.play.clock.move_to(again.opens + LASTS + timedelta(hours=7))
            wait_for(somebody_waits, what=f"the count to write to {table}")
            again.sides.supervisor.children["nameless-worker"].kill()
        again.sides.supervisor.start_one("nameless-worker")

    again.play.counted(again.notice)

    assert figures(again) == figures(closed)
    assert again.report()["ballots"] == len(COMING)


def figures(wave):
    """Everything of a Report that does not name this one wave, with cohorts by name."""
    report, names = wave.report(), wave.cohort_names()
    cells = {names[cell["cohort"]]: (cell["n"], cell["items"]) for cell in report["cells"]}
    hidden = {names[cohort] for cohort in report["hidden"]}
    return cells, hidden, report["ballots"], report["spoiled"]


@contextmanager
def held(sides, table):
    """Nobody can write to the table; gives a function that says whether somebody tries."""
    with psycopg.connect(sides.installation.databases["nameless"]) as holder:
        holder.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))
        query = "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
        yield lambda: holder.execute(query, [table]).fetchone()[0]
        holder.rollback()
