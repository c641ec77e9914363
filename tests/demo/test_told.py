"""What the town writes fits where it is written, in the languages in which it is read."""

import json

from crypto.letter import ENVELOPE, sign_inner, write_inner
from crypto.mailbox import signing_key
from demo import told, town
from demo.layout import INVENTED


def test_every_need_fits_its_envelope_in_every_language():
    for language in town.LANGUAGES:
        for place in range(10):
            need = told.need_of(place, language)
            inner = sign_inner(signing_key(bytes(16)), sealing=bytes(1216), kinds=need.kinds, note=need.note)
            assert len(write_inner(inner)) < ENVELOPE.plain


def test_needs_are_of_every_urgency_and_some_say_nothing_at_all():
    needs = [told.need_of(place, "en") for place in range(7)]

    assert {need.urgency for need in needs} == {"today", "week", "whenever", None}
    assert any(not need.note and not need.kinds for need in needs)
    assert len({told.need_of(0, language).note for language in town.LANGUAGES}) == 3


def test_danger_is_told_in_all_languages_of_the_town():
    danger = json.loads((INVENTED / "danger.json").read_text())

    assert set(danger) == set(town.LANGUAGES)
    assert all(0 < len(text) <= 2000 and "0808 157 0142" in text for text in danger.values())
