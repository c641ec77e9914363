"""A box is counted to one Report that says what its ballots say, and nothing of them stays."""

import json
import os

import pytest

from bench.comparison import compare
from bench.expected import Sheet
from crypto import notice as notices
from crypto.ballot import fill_in
from crypto.installation import check_document
from disclosure.release import Unsafe
from surveys.ballots.deeds.count import count
from surveys.ballots.deeds.count.close import Miscounted
from surveys.ballots.deeds.count.freeze import freeze
from surveys.ballots.deeds.count.labels import count_labels
from surveys.ballots.deeds.count.shapes import Decided
from surveys.ballots.deeds.count.workbench import Workbench
from surveys.ballots.models import Ballot, Box, Chunk, Notice, Partial, Report
from surveys.ballots.seeds import WrongSeed, kept
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import follow_up, keep

from .conftest import fill, people, report_of, seed_file

NORTH, PIER, SOUTH, EAST, ROOT = towns.NORTH, towns.PIER, towns.SOUTH, towns.EAST, towns.ROOT


def finish(town):
    count(fingerprint=town.fingerprint, now=towns.AFTER)
    return report_of(town)


def sizes(report):
    return {cell["cohort"]: cell["n"] for cell in report["cells"]}


def test_count_when_all_is_well_publishes_every_figure_right(town, worker, small_chunks):
    bodies = fill(town, 82)

    finish(town)

    stored = Report.objects.get(pk=town.fingerprint)
    report = notices.read(bytes(stored.document), kind="report")
    counted = notices.read(bytes(stored.counted), kind="counted")
    check_document(worker, bytes(stored.document), stored.signature)
    check_document(worker, bytes(stored.counted), stored.counted_signature)
    assert report["counted"] == notices.fingerprint(bytes(stored.counted))
    assert counted["serials"] == sorted(body[2:34].hex() for body in bodies)
    wave = Notice.objects.get(pk=town.fingerprint).content
    found = compare(wave, report, [Sheet(cohort or ROOT, answers) for cohort, answers in people(82)])
    assert found.faults == []
    assert found.equal_cells == len(report["cells"]) > 3


def test_count_when_it_is_published_keeps_nothing_of_the_ballots(town):
    fill(town, 20)

    finish(town)

    assert [model.objects.count() for model in (Ballot, Chunk, Partial)] == [0, 0, 0]
    assert Box.objects.get().state == Box.State.PUBLISHED
    assert kept() == set()


def test_count_when_it_is_run_again_changes_nothing(town):
    fill(town, 20)
    finish(town)
    before = list(Report.objects.values())

    finish(town)

    assert list(Report.objects.values()) == before


def test_count_when_the_deadline_is_not_past_leaves_the_box(town):
    fill(town, 3)

    count(fingerprint=town.fingerprint, now=towns.CLOSES)

    assert Box.objects.get().state == Box.State.OPEN
    assert not Chunk.objects.exists()


@pytest.mark.parametrize("number", [0, 1, 4])
def test_count_when_there_are_fewer_than_k_publishes_no_cell(town, number):
    keep(town, [town.ballot(NORTH, {"rest": 1}) for _ in range(number)])

    report = finish(town)

    assert report["cells"] == []
    assert report["hidden"] == list(towns.PARENTS)
    assert report["ballots"] == number


def good(town, *cohorts):
    return [town.ballot(cohort, {"rest": 3}) for cohort in cohorts]


def test_count_when_envelopes_are_spoiled_counts_them_nowhere(town):
    for_another_wave = town.envelope(fill_in([], {}), scope="b" * 32)
    for_flags = town.envelope(fill_in([], {}), purpose="flag")
    contents = [b"", b"null", b"\xff", b'{"version":2}', b"[" * 4000, json.dumps({"version": 1}).encode()]
    two_labels = json.dumps({"version": 1, "labels": ["", ""], "answers": {}}).encode()
    envelopes = [for_another_wave, for_flags, os.urandom(5232)]
    envelopes += [town.envelope(plain) for plain in [*contents, two_labels]]
    spoiled = [town.ballot_pass(sealed).to_bytes() + sealed for sealed in envelopes]
    keep(town, spoiled + good(town, *[NORTH] * 6))

    report = finish(town)

    assert report["spoiled"] == {"envelope": 10, "label": 0, "repeated": 0, "overfull": 0, "answers": 0}
    assert sizes(report) == {ROOT: 6, NORTH: 6}
    assert report["ballots"] == 16


def test_count_when_labels_are_not_genuine_counts_them_at_the_root(town):
    genuine = town.label(SOUTH)
    spoiled = [
        town.label(NORTH, key="ballot"),
        town.label(NORTH, purpose="ballot"),
        town.label(NORTH, scope="b" * 32),
        town.label(NORTH, key="stranger"),
        genuine[:-1],
        genuine[:98] + os.urandom(256),
        b"",
    ]
    bodies = [town.ballot(labels=[label], answers={"rest": 3}) for label in spoiled]
    not_base64 = town.envelope(b'{"answers":{},"labels":["?"],"version":1}')
    bodies.append(town.ballot_pass(not_base64).to_bytes() + not_base64)
    keep(town, bodies + good(town, *[NORTH] * 6))

    report = finish(town)

    assert report["spoiled"] == {"envelope": 0, "label": 8, "repeated": 0, "overfull": 0, "answers": 0}
    assert sizes(report) == {ROOT: 14}  # beside eight of which one person may have sent all, six of NORTH are hidden


@pytest.mark.parametrize("times", [2, 3])
def test_count_when_a_label_stands_in_several_ballots_counts_all_of_them_at_the_root(town, times):
    label = town.label(NORTH)
    bodies = [town.ballot(labels=[label], answers={"rest": 1}) for _ in range(times)]
    keep(town, bodies + good(town, *[NORTH] * 6, *[None] * 4))

    report = finish(town)

    assert report["spoiled"] == {"envelope": 0, "label": 0, "repeated": times, "overfull": 0, "answers": 0}
    assert sizes(report) == {ROOT: 10 + times}


def test_count_when_a_cohort_has_more_ballots_than_people_counts_all_of_them_at_the_root(town):
    keep(town, good(town, *[EAST] * 9, *[PIER] * 21, *[NORTH] * 6))

    report = finish(town)

    assert report["spoiled"] == {"envelope": 0, "label": 0, "repeated": 0, "overfull": 30, "answers": 0}
    assert sizes(report) == {ROOT: 36}
    assert {row["cohort"]: row["percent"] for row in report["participation"]} == {
        NORTH: 10,  # its own six, and not those of PIER below it
        PIER: None,
        SOUTH: 10,
        EAST: None,
    }


def test_count_when_many_leave_their_labels_out_hides_one_team_beside_them(town):
    keep(town, good(town, *[None] * 30, *[NORTH] * 9, *[SOUTH] * 12))

    report = finish(town)

    assert sizes(report) == {ROOT: 51, SOUTH: 12}


def test_count_when_a_cohort_is_exactly_full_keeps_it(town):
    keep(town, good(town, *[EAST] * 8))

    report = finish(town)

    assert sizes(report) == {ROOT: 8, EAST: 8}
    assert report["spoiled"]["overfull"] == 0


def test_count_when_answers_are_spoiled_counts_them_as_none_in_their_class(town):
    spoiled = [{"rest": 6}, {"rest": True}, {"stay": 3.0}, {"else": 1}, {"noise": 1}, {"noise": [0, 0]}]
    bodies = [town.ballot(NORTH, {"rest": 5} | answers) for answers in spoiled]
    keep(town, bodies + [town.ballot(NORTH, {"rest": 3}) for _ in range(26)])

    report = finish(town)

    assert report["spoiled"] == {"envelope": 0, "label": 0, "repeated": 0, "overfull": 0, "answers": 6}
    north = report["cells"][1]
    assert (north["cohort"], north["n"]) == (NORTH, 32)
    assert [(row["value"], row["count"]) for row in north["items"]["rest"]["distribution"]] == [
        (1, 0),
        (2, 0),
        (3, 26),
        (4, 0),
        (5, 0),
        (None, 6),
    ]


def test_count_when_a_wave_follows_one_keeps_showing_what_that_showed(town):
    house, head = Notice.chain()
    keep(town, good(town, *[NORTH] * 6, *[SOUTH] * 5, None, None))
    first = finish(town)
    names = {"wave": "b" * 32, "ballot_key": "ballot 2"}
    second = follow_up(house=house, previous=head, follows="a" * 32, **names)
    keep(second, good(second, *[NORTH] * 5, *[SOUTH] * 6, None, None))

    report = finish(second)

    assert sizes(first) == {ROOT: 13, NORTH: 6}
    assert sizes(report) == {ROOT: 13, NORTH: 5}  # on its own it would have shown the larger SOUTH
    assert report["previous"] == notices.fingerprint(bytes(Report.objects.get(pk=town.fingerprint).document))
    assert Report.published_notices() == [town.fingerprint, second.fingerprint]


def test_count_when_the_seed_is_another_ones_stops_and_changes_nothing(town):
    fill(town, 8)
    seed_file(town).write_text("ab" * 32)

    with pytest.raises(WrongSeed):
        finish(town)

    assert Ballot.objects.count() == 8
    assert not Partial.objects.exists()


def test_count_when_the_plan_would_show_too_few_publishes_nothing(town):
    keep(town, good(town, *[NORTH] * 4, *[SOUTH] * 9))
    box = Box.objects.select_related("notice").get()
    bench = Workbench.of(box)
    stop_after_labels(town)
    decided = bench.get(Partial.Phase.PLAN, 0, Decided)
    Partial.objects.filter(phase="plan").delete()
    decided.published, decided.classes = [*decided.published, NORTH], decided.classes | {NORTH: NORTH, PIER: NORTH}
    bench.put(Partial.Phase.PLAN, 0, decided)

    with pytest.raises(Unsafe):
        finish(town)

    assert Ballot.objects.count() == 13
    assert not Report.objects.exists()
    assert kept() == {town.fingerprint}


def test_count_when_a_ballot_is_in_no_chunk_publishes_nothing(town):
    fill(town, 8)
    stop_after_labels(town)
    keep(town, good(town, NORTH))  # as nothing but a fault of ours could

    with pytest.raises(Miscounted):
        finish(town)

    assert Ballot.objects.count() == 9
    assert not Report.objects.exists()


def stop_after_labels(town):
    """Freeze, open and decide, and stop there as a killed worker would."""
    for step in (freeze, count_labels):
        step(Box.objects.select_related("notice").get(pk=town.fingerprint), towns.AFTER)
