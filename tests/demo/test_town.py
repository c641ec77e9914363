"""The invented town: the same every time, whole, and inside its own bounds."""

import random
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


def test_answers_are_options_of_their_questions():
    chance = random.Random(1)
    limits = {"rest": (1, 5), "load": (1, 5), "help": (1, 5), "drain": (1, 5), "friend": (0, 10)}

    for person in town.residents():
        for key, value in town.answers_of(person, wave=2, chance=chance).items():
            low, high = limits[key]
            assert low <= value <= high


def test_questionnaire_has_both_languages_everywhere():
    def texts(part):
        if isinstance(part, dict) and set(part) & {"en", "de"}:
            yield part
        elif isinstance(part, dict):
            for inner in part.values():
                yield from texts(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from texts(inner)

    found = list(texts(town.QUESTIONNAIRE["questions"]))

    assert len(found) > 10
    assert [text for text in found if sorted(text) != ["de", "en"]] == []
