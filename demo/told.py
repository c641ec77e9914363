"""What people of the invented town write beside a candle, and what its keepers answer, in their languages."""

from .lighting import Need

# By place among those who light one: how soon, which breaks would suit, and a note, which most leave empty.
_NEEDS: tuple[tuple[str | None, tuple[str, ...], dict[str, str]], ...] = (
    ("today", ("day",), {
        "en": "I have not slept for days, and at night there are thoughts that frighten me. Please soon.",
        "de": "Ich schlafe seit Tagen nicht, und nachts kommen Gedanken, die mir Angst machen. Bitte bald.",
        "ar": "لم أنم منذ أيام، وفي الليل تأتيني أفكار تخيفني. أرجوكم قريبًا.",
    }),
    ("week", ("half-day", "day"), {
        "en": "My mother is ill and I do her nights and our early shifts. Mornings would help most.",
        "de": "Meine Mutter ist krank, ich bin nachts bei ihr und habe Frühschicht. Vormittags wäre am besten.",
        "ar": "أمي مريضة، أسهر عندها ليلًا وأعمل في وردية الصباح. الصباح يناسبني أكثر.",
    }),
    ("week", ("day",), {}),
    (None, (), {}),
    ("whenever", ("half-day",), {
        "en": "Nothing is wrong, I am only tired of the same timetable. Any afternoon will do.",
        "de": "Es ist nichts Schlimmes, ich bin nur den immer gleichen Fahrplan leid. Irgendein Nachmittag genügt.",
        "ar": "لا شيء خطير، تعبت فقط من الجدول نفسه كل يوم. أي مساء يكفي.",
    }),
    ("today", (), {}),
    ("whenever", (), {}),
)  # fmt: skip
WALKED_IN = Need(urgency="week", note="I lit this from the candle page, without any survey.")

ASKED = (
    "Thank you for lighting this. I have read what you wrote and nobody here knows who you are. "
    "Would two mornings in a row help more than a whole day?"
)
ANSWERED = "Two mornings, please, if the first can be this week. It helps already that somebody answers."
OFFERED = "Here is a day and half a day. Take whichever suits you; the desk only sees that somebody rests."
GONE = "We are glad that you wrote. Your candle is put out now; light another one whenever you need to."


def need_of(place: int, language: str) -> Need:
    """What the one at this place asks for, in a language of the town; English where the note was not translated."""
    urgency, kinds, notes = _NEEDS[place % len(_NEEDS)]
    return Need(urgency=urgency, kinds=kinds, note=notes.get(language) or notes.get("en", ""))
