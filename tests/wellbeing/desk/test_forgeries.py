"""Forgeries at the desk: each is refused in one sentence, and would succeed if its one guard were not there.

Every attack runs twice, with the guard in its place and with it taken out.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from crypto.keys import key_id
from crypto.passes import Pass
from surveys.people.models import Employee
from tests.wellbeing.desk.booking import NOW, QUARTER, TODAY, errors, minted, sentences, spki_of, written
from wellbeing.desk.deeds import redeem as redeeming
from wellbeing.desk.models import BreakKeySeen, Leave
from wellbeing.desk.views import redeem as pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]
guarded = pytest.mark.parametrize("guard", ["guard in", "guard out"])
MONTH = f"{NOW:%Y-%m}"
WHY = "Nothing was redeemed yet: leave is booked under a name, so sign in first."
# What each stray pass is told, by the key under which it was signed; the doors sign unread, so that any of their keys
# may stand under the words of a break pass.
STRAY = {
    f"candle {MONTH}": "This is a candle pass. It lights a candle; leave is booked with break passes alone.",
    f"entitlement day {QUARTER}": (
        "This pass has not been exchanged for a break pass yet. Open the page where you collected it once more."
    ),
    "ballot " + "ab" * 16: "This pass was made for something else, such as a survey; nothing is booked with it.",
}


@pytest.fixture
def take_out(guard, monkeypatch):
    """Puts something harmless in a guard's place where this run goes without it; says whether it does."""

    def taken(holder, name, instead=lambda *_, **__: None):
        if guard == "guard out":
            monkeypatch.setattr(holder, name, instead)
        return guard == "guard out"

    return taken


class Among:
    """A query that finds one row whatever was asked for."""

    def __init__(self, row):
        self.row = row

    def first(self):
        """That one."""
        return self.row


@guarded
@pytest.mark.parametrize("made_for", STRAY)
def test_pass_of_another_kind(take_out, person, made_for):
    """Signed under another door's key for another purpose, and shown as a break pass."""
    purpose, _, scope = made_for.partition(" ")
    spki = spki_of(made_for)
    believed = BreakKeySeen(key_id=key_id(spki).hex(), kind="day", quarter=QUARTER, spki=spki, enough=True)
    out = take_out(BreakKeySeen.objects, "filter", lambda **_: Among(believed))
    stray = minted("break", f"day {QUARTER}", by=made_for) if out else minted(purpose, scope)

    answer = person().ask(stray, when="today")

    assert Leave.objects.count() == out
    assert out or (answer.status_code, errors(answer)) == (400, [STRAY[made_for]])


@guarded
def test_break_key_on_a_pass_for_something_else(take_out, person):
    out = take_out(Pass, "check")
    stray = minted("candle", MONTH, by=f"break day {QUARTER}")

    answer = person().ask(stray, when="today")

    assert Leave.objects.count() == out
    assert out or (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


@guarded
def test_break_pass_used_twice(take_out, person, other_side):
    out = take_out(redeeming, "spend", lambda token, leave: True)
    given = other_side.pass_for()
    person().ask(given)

    answer = person("ben").ask(given)

    assert Leave.objects.count() == 1 + out
    assert out or (answer.status_code == 409 and "This pass was used already." in sentences(answer))


@guarded
def test_redemption_without_sign_in(take_out, person, other_side):
    """Taken out: whoever asks is believed to be whom they name."""
    ann = person().employee
    out = take_out(AnonymousUser, "is_authenticated", True)
    take_out(pages, "visitor", lambda request: Employee.objects.get(email=request.POST["who"]))
    typed = {"first": str(TODAY), "last": "", "when": "today", "do": "ask", "who": ann.email}

    stranger = Client()
    answer = stranger.post("/rest/redeem/", {"pass_text": written(other_side.pass_for()), **typed})

    assert Leave.objects.filter(employee=ann).count() == out
    where = answer.headers["Location"]
    assert out or (where == "/account/login/code/?next=/rest/redeem/" and WHY in sentences(stranger.get(where)))
