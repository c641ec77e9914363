"""Rotas: made, renamed, closed and opened, with bounds that a house Notice sets."""

import pytest

from wellbeing.desk.deeds.keep_rota import RotaRefused, keep_rota, set_open
from wellbeing.desk.models import MOST_ROTAS, Rota


def make(name: str = "Staff council") -> Rota:
    return keep_rota(slug=None, name={"en": name}, about={"en": "Elected."})


def test_a_new_rota_stands_behind_the_others(db: None) -> None:
    made = make()

    assert (made.slug, made.position, made.is_open, made.must_rotate) == ("staff-council", 1, True, False)
    assert [rota.slug for rota in Rota.objects.all()] == ["hr", "staff-council"]


def test_new_words_leave_the_short_name(db: None) -> None:
    kept = keep_rota(slug="hr", name={"de": "Personal"}, about={})

    assert (kept.slug, kept.name, Rota.objects.count()) == ("hr", {"de": "Personal"}, 1)


def test_no_more_are_open_than_a_notice_lists(db: None) -> None:
    for _ in range(MOST_ROTAS - 1):
        make()

    with pytest.raises(RotaRefused, match="6 open rotas"):
        make()
    set_open(slug="hr", is_open=False)
    make("One more")
    with pytest.raises(RotaRefused, match="6 open rotas"):
        set_open(slug="hr", is_open=True)
    assert Rota.objects.filter(is_open=True).count() == MOST_ROTAS


def test_the_last_open_rota_stays_open(db: None) -> None:
    with pytest.raises(RotaRefused, match="last open rota"):
        set_open(slug="hr", is_open=False)
    assert Rota.objects.get().is_open


def test_a_rota_that_is_not_there_is_refused(db: None) -> None:
    with pytest.raises(RotaRefused, match="no such rota"):
        set_open(slug="nowhere", is_open=True)
