"""A candle from the flag to the end, over HTTP, as browsers ask."""

import base64

import pytest

from crypto.keys import load_spki
from tests.wellbeing.candles.conftest import wish
from tests.wellbeing.candles.people import Employee
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.deeds.route_flags import route_flags
from wellbeing.candles.models import BreakKey, Candle

pytestmark = pytest.mark.django_db


def test_a_candle_is_lit_held_answered_offered_taken_and_closed(client, at, now, make_flag, keeper, settings):
    settings.ROUTER_HOURS, settings.ROUTER_MINIMUM = [now.hour], 1
    someone = Employee.new(client)
    lit = wish(mailbox=someone.mailbox, urgency="today")
    sent = client.post("/flags/", make_flag(lit=lit), content_type="application/octet-stream")
    assert sent.status_code == 200
    assert client.get("/flags/").json() == {"version": 1, "waiting": 1, "hours": [9], "minimum": 1}
    assert someone.post("/mailbox/").status_code == 404
    for batch in gather_flags(now=now.replace(minute=0)):
        route_flags(batch=batch, now=now)

    [entry] = keeper.get("/queue/").json()["candles"]
    at_candle = f"/candles/{entry['id']}/"
    assert (entry["state"], entry["urgency"], entry["hours"], entry["verified"]) == ("lit", "today", 0, True)
    assert base64.b64decode(entry["inner"]) == lit.inner
    assert keeper.post(at_candle + "hold/").status_code == 200
    assert keeper.post(at_candle + "letters/", keeper.letter(someone.mailbox)).status_code == 200
    offers = [keeper.offer(someone.mailbox), keeper.offer(someone.mailbox, "half-day")]
    assert keeper.post(at_candle + "offers/", {"version": 1, "offers": offers}).status_code == 200

    view = someone.post("/mailbox/").json()
    assert (view["state"], len(view["letters"]), len(view["offers"])) == ("offered", 1, 2)
    assert someone.post("/mailbox/letters/", someone.letter(2)).status_code == 200
    key = BreakKey.objects.get(kind="day")
    body = someone.taking(offers[0], key)
    answer = someone.post("/mailbox/take/", body)
    signature = base64.b64decode(answer.json()["signature"])
    opened = pow(int.from_bytes(signature), 65537, load_spki(bytes(key.spki)).public_numbers().n)
    assert opened == int.from_bytes(base64.b64decode(body["blinded"]))
    assert someone.post("/mailbox/take/", body).content == answer.content
    taken = someone.post("/mailbox/").json()["taken"]
    assert taken == {name: body[name] for name in ("offer", "key", "kept")} | {"signature": answer.json()["signature"]}

    [entry] = keeper.get("/queue/").json()["candles"]
    assert (entry["state"], entry["letters"], entry["unread"], entry["mine"]) == ("taken", 2, True, True)
    assert keeper.post(at_candle + "close/").status_code == 200
    assert keeper.get("/queue/").json()["candles"] == []
    assert Candle.objects.get().state == "out"
