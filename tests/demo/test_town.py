"""The invented town: the same every time, whole, and inside its own bounds."""

import csv
import io
from collections import Counter

from demo import town


def test_residents_with_the_same_seed_are_the_same_town():
    assert town.residents() == town.residents()


def test_residents_are_about_240_with_their_own_addresses_and_one_leader_a_group():
    people = town.residents()

    assert 230 <= len(people) <= 250
    assert len({person.email for person in people}) == len(people)
    assert set(Counter(person.group for person in people if person.leads).values()) == {1}
    assert max(person.group.count(" / ") for person in people) == 2


def test_residents_of_a_small_town_are_its_first_groups():
    few = town.residents(60)

    assert few == town.residents()[: len(few)]
    assert 40 < len(few) <= 60


def test_residents_read_three_languages_and_whoever_is_looked_at_reads_english():
    people = town.residents()

    languages = Counter(person.language for person in people)
    assert sorted(languages) == ["ar", "de", "en"]
    assert languages["en"] > languages["de"] > languages["ar"] >= 6
    assert {person.language for person in people if person.leads or person.group == town.OFFICE} == {"en"}


def test_roster_has_a_row_for_everybody():
    people = town.residents()

    rows = list(csv.DictReader(io.StringIO(town.roster(people))))

    assert [row["email"] for row in rows] == [person.email for person in people]
    assert {row["language"] for row in rows} == {"en", "de", "ar"}
