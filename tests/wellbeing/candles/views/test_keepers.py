"""The keepers' addresses over HTTP: what they take and what they refuse."""

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.wellbeing.candles.people import Keeper, base64_of, envelope
from wellbeing.candles.models import Candle, Letter, Offer

pytestmark = pytest.mark.django_db
VERBS = ["hold", "give-back", "close", "letters", "offers", "reseal"]


@pytest.fixture
def path(employee, house):
    return f"/candles/{Candle.objects.get().id}/"


def rows():
    return [sorted(map(repr, model.objects.values())) for model in (Candle, Letter, Offer)]


def test_a_keeper_works_a_candle_and_a_colleague_waits(keeper, colleague, employee, path):
    assert [keeper.post(path + "hold/").status_code for _ in range(2)] == [200, 200]
    assert [colleague.post(path + verb + "/").status_code for verb in ("hold", "give-back", "close")] == [409] * 3
    assert colleague.post(path + "letters/", colleague.letter(employee.mailbox)).status_code == 409

    assert [keeper.post(path + "give-back/").status_code for _ in range(2)] == [200, 200]
    assert colleague.post(path + "hold/").status_code == 200
    assert [colleague.post(path + "close/").status_code for _ in range(2)] == [200, 200]
    assert keeper.post(path + "hold/").status_code == 410


def test_letters_and_offers_are_shown_to_both(keeper, employee, path):
    keeper.post(path + "hold/")
    offers = {"version": 1, "offers": [keeper.offer(employee.mailbox)]}
    assert keeper.post(path + "letters/", keeper.letter(employee.mailbox)).status_code == 200
    assert [keeper.post(path + "offers/", offers).status_code for _ in range(2)] == [200, 200]

    theirs, ours = employee.post("/mailbox/").json(), keeper.get(path).json()

    assert theirs["offers"] == ours["offers"] == [offers["offers"][0] | {"state": "open"}]
    assert [letter["author"] for letter in theirs["letters"]] == [letter["author"] for letter in ours["letters"]]


def test_a_candle_is_sealed_again_by_whoever_of_the_rota(keeper, colleague, path):
    keeper.post(path + "hold/")
    [entry] = colleague.get("/queue/").json()["candles"]
    assert entry["reseal"] is True
    inner = base64_of(envelope())
    signing = colleague.get("/queue/").json()["signing"]

    answer = colleague.post(path + "reseal/", {"version": 1, "signing": signing, "inner": inner, "letters": []})

    assert answer.status_code == 200
    [entry] = colleague.get("/queue/").json()["candles"]
    assert (entry["reseal"], entry["inner"]) == (False, inner)


def test_a_keeper_of_another_rota_finds_nothing(client, keeper, keepers_secret, path):
    stranger = Keeper.new(client, keeper.seed, keepers_secret, rota="staff-council")

    assert stranger.get("/queue/").json()["candles"] == []
    assert stranger.get(path).status_code == 404
    assert [stranger.post(path + verb + "/").status_code for verb in ("hold", "give-back", "close")] == [404] * 3


@pytest.mark.parametrize("verb", VERBS)
@hypothesis_settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200) | st.dictionaries(st.text(max_size=9), st.text(max_size=9)).map(json.dumps))
def test_any_body_is_refused_in_words_and_changes_nothing(keeper, path, verb, body):
    before = rows()

    answer = keeper.post(f"{path}{verb}/", body.encode() if isinstance(body, str) else body)

    assert answer.status_code == 400
    assert answer.content.decode().count("\n") == 1
    assert rows() == before


@pytest.mark.parametrize("name", ["x", "0" * 32, "00000000-0000-0000-0000-00000000000g"])
def test_what_is_no_candles_name_is_not_found(keeper, name):
    assert keeper.get(f"/candles/{name}/").status_code == 404


def test_only_the_named_methods_are_answered(client, path):
    assert client.post("/queue/").status_code == 405
    assert client.post(path).status_code == 405
    assert [client.get(f"{path}{verb}/").status_code for verb in VERBS] == [405] * len(VERBS)
