"""What the invented town is asked, in its three languages, and what its people say."""

import random
from typing import Any

from .town import Resident

HOW_OFTEN = {
    "low": {"en": "never", "de": "nie", "ar": "أبدًا"},
    "high": {"en": "always", "de": "immer", "ar": "دائمًا"},
}

# How moods move from wave to wave: everywhere a little, and a lot where something happened to a group and all below it.
EVERYWHERE = 0.03
HAPPENED = {
    "Kitchen": 0.4,  # a second oven
    "Ferries": -0.38,  # the new timetable
    "Office": 0.25,  # doors that close
}

QUESTIONNAIRE: dict[str, Any] = {
    "name": "How we are",
    "languages": ["en", "de", "ar"],
    "questions": [
        {
            "key": "rest", "kind": "scale", "good": "high", "points": 5, **HOW_OFTEN,
            "text": {"en": "After my days off I come back rested.",
                     "de": "Nach meinen freien Tagen komme ich erholt zurück.",
                     "ar": "أعود من أيام عطلتي وأنا مرتاح."},
        },
        {
            "key": "load", "kind": "scale", "good": "high", "points": 5, **HOW_OFTEN,
            "text": {"en": "My work fits into my working hours.",
                     "de": "Meine Arbeit passt in meine Arbeitszeit.",
                     "ar": "يتسع وقت دوامي لإنجاز عملي."},
        },
        {
            "key": "help", "kind": "scale", "good": "high", "points": 5,
            "text": {"en": "When it gets too much, somebody lends me a hand.",
                     "de": "Wenn es zu viel wird, packt jemand mit an.",
                     "ar": "عندما يزيد الضغط أجد من يمدّ لي يد العون."},
            "low": {"en": "not at all", "de": "gar nicht", "ar": "إطلاقًا"},
            "high": {"en": "entirely", "de": "völlig", "ar": "تمامًا"},
        },
        {
            "key": "drain", "kind": "choice",
            "text": {"en": "What took the most strength in the last weeks?",
                     "de": "Was hat in den letzten Wochen am meisten Kraft gekostet?",
                     "ar": "ما أكثر ما استنزف طاقتك في الأسابيع الأخيرة؟"},
            "options": [
                {"text": {"en": "the pace", "de": "das Tempo", "ar": "وتيرة العمل"}},
                {"text": {"en": "the mood around me", "de": "die Stimmung um mich herum",
                          "ar": "الأجواء من حولي"}},
                {"text": {"en": "things that do not work", "de": "Dinge, die nicht funktionieren",
                          "ar": "أشياء لا تعمل كما ينبغي"}},
                {"text": {"en": "worries from outside", "de": "Sorgen von außerhalb",
                          "ar": "هموم من خارج العمل"}},
                {"text": {"en": "nothing in particular", "de": "nichts Besonderes", "ar": "لا شيء بعينه"}},
            ],
        },
        {
            "key": "friend", "kind": "recommend",
            "text": {"en": "Would you tell a good friend to come and work here?",
                     "de": "Würden Sie einem guten Freund raten, hier anzufangen?",
                     "ar": "هل تنصح صديقًا عزيزًا بالعمل هنا؟"},
        },
    ],
}  # fmt: skip


def answers_of(person: Resident, *, wave: int, chance: random.Random) -> dict[str, Any]:
    """What this person says in the wave of this number; now and then a question is left out."""
    happened = sum(moved for group, moved in HAPPENED.items() if f"{person.group} /".startswith(f"{group} /"))
    moved = (EVERYWHERE + happened) * (wave - 1)
    mood = min(1.0, max(0.0, chance.gauss(person.ease + moved, 0.22)))
    answers: dict[str, Any] = {
        key: min(5, max(1, round(chance.gauss(1 + 4 * mood, 0.8)))) for key in ("rest", "load", "help")
    }
    answers["drain"] = chance.choices(range(1, 6), weights=(3 - 2 * mood, 1.5, 1.5, 1, 0.5 + 2 * mood))[0]
    answers["friend"] = min(10, max(0, round(chance.gauss(2 + 8 * mood, 1.5))))
    if chance.random() < 0.06:
        answers.pop(chance.choice(list(answers)))
    return answers
