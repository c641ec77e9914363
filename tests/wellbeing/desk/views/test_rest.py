"""Everybody's own page of rest: what there is, what became of each request, and cancelling."""

import pytest

from tests.wellbeing.desk.booking import NOW, State, sentences, states
from wellbeing.desk.deeds.decide import approve, decline
from wellbeing.desk.models import BreakCount, Leave, SpentBreakPass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]

MEANINGS = {
    State.WAITING: "The leave desk does not see it yet. It goes there with a daily batch, by Nov. 25, 2026.",
    State.ASKED: "The leave desk has it and will decide.",
    State.APPROVED: "A calendar file came to you by mail.",
    State.DECLINED: "The pass is yours again; you can redeem it for other days. The leave desk writes: Not that week.",
    State.CANCELLED: "You cancelled it. The pass is yours again.",
}


def test_the_page_says_what_rest_there_is(person):
    page = sentences(person().client.get("/rest/"))

    assert "A day of rest One working day off" in page
    assert page.count("Everybody has one pass for it in each quarter.") == 2
    assert "Nothing is booked and nothing waits." in page


def test_a_kind_that_ends_is_said_to(person):
    BreakCount.objects.create(kind_id="half-day", quarter="2026-Q4", each=0)

    page = sentences(person().client.get("/rest/"))

    assert "No new passes are given out; those of last quarter are still good." in page


def test_passes_are_collected_in_another_tab(person):
    page = person().client.get("/rest/").content.decode()

    assert '<form method="post" action="/collect/" target="_blank">' in page


@pytest.mark.parametrize("state", State)
def test_each_state_says_what_it_means(person, other_side, state):
    ann = person()
    ann.ask(other_side.pass_for())
    forgotten = {} if state == State.WAITING else {"handed_in": None}
    Leave.objects.update(state=state, note="Not that week." if state == State.DECLINED else "", **forgotten)

    page = ann.client.get("/rest/")

    assert MEANINGS[state] in sentences(page)
    assert ("/cancel/" in page.content.decode()) == (state in (State.WAITING, State.ASKED))


def test_nobody_sees_the_leave_of_others(person, other_side):
    person().ask(other_side.pass_for())

    assert "Dec. 1, 2026" not in sentences(person("ben").client.get("/rest/"))


@pytest.mark.parametrize("when", ["batch", "today"])
def test_cancelling_gives_the_pass_back_to_the_same_person_and_to_nobody_else(person, other_side, when):
    ann, ben, given = person(), person("ben"), other_side.pass_for()
    ann.ask(given, when=when)

    ann.client.post(f"/rest/{ann.leave().pk}/cancel/")

    assert states() == ["cancelled"]
    assert ben.ask(given, "2026-12-08").status_code == 409
    assert ann.ask(given, "2026-12-08").status_code == 302
    assert ben.ask(given, "2026-12-08").status_code == 409
    assert states() == ["cancelled", "waiting"]
    assert SpentBreakPass.objects.count() == 1


def test_a_decline_gives_the_pass_back(person, other_side):
    ann, given = person(), other_side.pass_for()
    ann.ask(given, when="today")
    decline(leave=ann.leave(), note="Not that week.")

    assert ann.ask(given, "2026-12-08").status_code == 302
    assert states() == ["declined", "waiting"]


def test_what_is_booked_is_not_cancelled_here(person, other_side):
    ann = person()
    ann.ask(other_side.pass_for(), when="today")
    approve(leave=ann.leave())

    answer = ann.client.post(f"/rest/{ann.leave().pk}/cancel/", follow=True)

    assert "The leave desk has approved it already" in sentences(answer)
    assert states() == ["approved"]


def test_cancelling_twice_changes_nothing(person, other_side):
    ann, given = person(), other_side.pass_for()
    ann.ask(given)
    old = ann.leave()
    ann.client.post(f"/rest/{old.pk}/cancel/")
    ann.ask(given, "2026-12-08")

    answer = ann.client.post(f"/rest/{old.pk}/cancel/", follow=True)

    assert "This is over already; nothing changed." in sentences(answer)
    assert states() == ["cancelled", "waiting"]
    assert person("ben").ask(given).status_code == 409


def test_nobody_cancels_what_is_somebody_elses(person, other_side):
    ann, ben = person(), person("ben")
    ann.ask(other_side.pass_for())

    assert ben.client.post(f"/rest/{ann.leave().pk}/cancel/").status_code == 404
    assert states() == ["waiting"]


def test_what_is_over_is_folded(person, other_side):
    ann = person()
    ann.ask(other_side.pass_for())
    Leave.objects.update(
        state=State.APPROVED, handed_in=None, first=NOW.date().replace(day=2), last=NOW.date().replace(day=3)
    )

    page = ann.client.get("/rest/").content.decode()

    assert page.index("<details>") < page.index("Nov.\u00a02,\u00a02026 to")


def test_a_secret_that_was_replaced_keeps_nobody_from_their_pass(person, other_side, settings):
    ann, ben = person(), person("ben")
    given, again = other_side.pass_for(), other_side.pass_for()
    ann.ask(given)
    ben.ask(again)
    ben.client.post(f"/rest/{ben.leave().pk}/cancel/")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret " * 4, [settings.SECRET_KEY]
    for one in (ann, ben):
        one.client.force_login(one.employee)

    repeated = ann.ask(given).status_code
    ann.client.post(f"/rest/{ann.leave().pk}/cancel/")

    assert repeated == 302
    assert [ann.ask(given, "2026-12-08").status_code, ben.ask(again, "2026-12-08").status_code] == [302, 302]
    assert states() == ["cancelled", "cancelled", "waiting", "waiting"]
