"""What the town is asked: whole in every language, and answered within its own bounds."""

import random

from demo import questions, town


def test_answers_are_options_of_their_questions():
    chance = random.Random(1)
    limits = {"rest": (1, 5), "load": (1, 5), "help": (1, 5), "drain": (1, 5), "friend": (0, 10)}

    for person in town.residents():
        for key, value in questions.answers_of(person, wave=2, chance=chance).items():
            low, high = limits[key]
            assert low <= value <= high


def test_questionnaire_has_all_languages_everywhere():
    def texts(part):
        if isinstance(part, dict) and set(part) & {"en", "de", "ar"}:
            yield part
        elif isinstance(part, dict):
            for inner in part.values():
                yield from texts(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from texts(inner)

    found = list(texts(questions.QUESTIONNAIRE["questions"]))

    assert len(found) > 10
    assert [text for text in found if sorted(text) != ["ar", "de", "en"] or not all(text.values())] == []
