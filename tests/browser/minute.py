"""A wave with every kind of question in three languages, for the tests of the survey page."""

import json
from datetime import timedelta

from tests.flows.boathouse import GROUPS, Wave, address

QUESTIONNAIRE = {
    "name": "Minute",
    "languages": ["en", "de", "ar"],
    "questions": [
        {"key": "rest", "kind": "scale", "good": "high", "points": 5,
         "text": {"en": "I come back rested.", "de": "Ich komme erholt zurück.", "ar": "أعود وأنا مرتاح."},
         "low": {"en": "never", "de": "nie", "ar": "أبدًا"}, "high": {"en": "always", "de": "immer", "ar": "دائمًا"}},
        {"key": "strain", "kind": "scale", "good": "low",
         "text": {"en": "How heavy was the week?", "de": "Wie schwer war die Woche?", "ar": "كم كان الأسبوع ثقيلًا؟"},
         "options": [
             {"value": 0, "text": {"en": "light", "de": "leicht", "ar": "خفيف"}},
             {"value": 1, "text": {"en": "bearable", "de": "tragbar", "ar": "محتمل"}},
             {"value": 2, "text": {"en": "too heavy", "de": "zu schwer", "ar": "ثقيل جدًا"}}]},
        {"key": "where", "kind": "choice",
         "text": {"en": "Where do you rest?", "de": "Wo ruhen Sie?", "ar": "أين ترتاح؟"},
         "options": [{"text": {"en": "at sea", "de": "auf See", "ar": "في البحر"}},
                     {"text": {"en": "on land", "de": "an Land", "ar": "على البر"}}]},
        {"key": "loud", "kind": "choices",
         "text": {"en": "What is loud?", "de": "Was ist laut?", "ar": "ما الذي يزعجك؟"},
         "options": [{"text": {"en": "gulls", "de": "Möwen", "ar": "النوارس"}},
                     {"text": {"en": "engines", "de": "Motoren", "ar": "المحركات"}},
                     {"text": {"en": "people", "de": "Leute", "ar": "الناس"}}]},
        {"key": "friend", "kind": "recommend",
         "text": {"en": "Would you tell a friend to come?", "de": "Würden Sie einen Freund einladen?",
                  "ar": "هل تنصح صديقًا بالمجيء؟"}},
    ],
}  # fmt: skip
ANSWERS = {"rest": 2, "strain": 2, "where": 1, "loud": [1, 3], "friend": 10}


def minute(sides):
    """The wave, open since yesterday, and everybody's address, each to be used once."""
    file = sides.installation.folder / "minute.json"
    file.write_text(json.dumps(QUESTIONNAIRE))
    sides.installation.manage("named", "import_questionnaire", str(file))
    wave = Wave(sides, timedelta(days=1), questionnaire=QUESTIONNAIRE["name"])
    return wave, iter([address(group, i) for group, size in GROUPS.items() for i in range(size)])
