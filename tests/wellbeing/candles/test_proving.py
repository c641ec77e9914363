"""Who may ask: proofs of mailboxes and badges, over HTTP."""

import os
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from crypto.badge import Badge, write_badge
from crypto.proof import proof_message, prove
from tests.wellbeing.candles.people import NAMED, NAMELESS, Employee
from wellbeing.candles.models import House, UsedChallenge

pytestmark = pytest.mark.django_db
QUICK = hypothesis_settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def refusals(*answers):
    """The status of each, which is one plain sentence and carries the next challenge."""
    for answer in answers:
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode().count("\n") == 1
        assert len(answer.headers["Windbreak-Challenge"]) == 43
    return [answer.status_code for answer in answers]


def test_a_mailbox_opens_to_its_key(employee):
    answer = employee.post("/mailbox/")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_mailbox_is_not_found_whoever_proves_it(client, at, db):
    assert refusals(Employee.new(client).post("/mailbox/")) == [404]


@pytest.mark.parametrize("text", ["", "ab", "AB" * 32, "zz" * 32, "ab" * 33, "é" * 64])
def test_what_is_no_mailbox_is_not_found(employee, text):
    assert refusals(employee.post("/mailbox/", **{"Windbreak-Mailbox": text})) == [404]


def test_a_mailbox_of_another_key_is_refused(client, employee):
    stranger = Employee.new(client)

    assert refusals(stranger.post("/mailbox/", **{"Windbreak-Mailbox": employee.mailbox.hex()})) == [401]


def test_a_proof_is_good_once(employee):
    challenge = employee.challenge()

    first, second = (employee.post("/mailbox/", challenge=challenge) for _ in range(2))

    assert first.status_code == 200
    assert refusals(second) == [401]


def test_the_next_challenge_of_an_answer_is_good(employee):
    first = employee.post("/mailbox/")

    second = employee.post("/mailbox/", challenge=first.headers["Windbreak-Challenge"])

    assert second.status_code == 200


def test_a_proof_is_refused_when_its_challenge_has_run_out(employee, at, now):
    challenge = employee.challenge()
    at.move_to(now + timedelta(seconds=301), tick=False)

    assert refusals(employee.post("/mailbox/", challenge=challenge)) == [401]


def test_a_proof_for_another_path_method_body_or_purpose_is_refused(employee):
    def sent(path="/mailbox/letters/", body=b'{"version": 1}', purpose="mailbox", method="POST"):
        challenge = employee.challenge()
        signed = proof_message(purpose, method=method, path=path, challenge=challenge, body=body)
        proof = prove(employee.key, signed)
        return employee.post("/mailbox/letters/", b'{"version": 1}', challenge=challenge, **{"Windbreak-Proof": proof})

    assert refusals(sent()) == [400]  # proved; the body is no letter
    others = sent(path="/mailbox/withdraw/"), sent(body=b"{}"), sent(purpose="badge"), sent(method="GET")
    assert refusals(*others) == [401] * 4


def test_a_refused_proof_uses_no_challenge_up(employee):
    challenge = employee.challenge()
    employee.post("/mailbox/", challenge=challenge, **{"Windbreak-Proof": "AAAA"})

    assert employee.post("/mailbox/", challenge=challenge).status_code == 200
    assert UsedChallenge.objects.count() == 1


def test_a_keeper_reads_the_queue_with_a_badge(keeper):
    assert keeper.get("/queue/").status_code == 200


def test_a_badge_from_another_browser_is_refused(keeper, colleague):
    stolen = keeper.badge()

    assert refusals(colleague.get("/queue/", **{"Windbreak-Badge": stolen})) == [401]


def test_a_replayed_request_with_a_badge_is_refused(keeper):
    challenge = keeper.challenge()
    headers = keeper.headers("GET", "/queue/", b"", challenge)

    first, second = (keeper.client.get("/queue/", headers=headers) for _ in range(2))

    assert first.status_code == 200
    assert refusals(second) == [401]


def test_a_badge_is_refused_after_five_minutes(keeper, at, now):
    badge = keeper.badge()
    at.move_to(now + timedelta(seconds=301), tick=False)
    challenge = keeper.challenge()
    signed = proof_message("badge", method="GET", path="/queue/", challenge=challenge, body=b"", badge=badge)
    proof = {"Windbreak-Badge": badge, "Windbreak-Proof": prove(keeper.key, signed)}

    assert refusals(keeper.get("/queue/", challenge=challenge, **proof)) == [401]


@pytest.mark.parametrize(
    "wrong", [{"seed": b"x" * 32}, {"issuer": "https://elsewhere.example"}, {"audience": NAMED}], ids=str
)
def test_a_badge_of_another_signer_issuer_or_audience_is_refused(keeper, now, wrong):
    said = {"seed": keeper.seed, "issuer": NAMED, "audience": NAMELESS} | wrong
    seed = said.pop("seed")
    badge = write_badge(seed, Badge(keeper.number, "hr", keeper.key.public_key().public_bytes_raw()), now=now, **said)
    challenge = keeper.challenge()
    signed = proof_message("badge", method="GET", path="/queue/", challenge=challenge, body=b"", badge=badge)
    proof = {"Windbreak-Badge": badge, "Windbreak-Proof": prove(keeper.key, signed)}

    assert refusals(keeper.get("/queue/", challenge=challenge, **proof)) == [401]


def test_a_badge_is_refused_while_no_house_notice_says_whose_badges_count(keeper):
    House.objects.all().delete()

    assert refusals(keeper.get("/queue/")) == [401]


def test_a_badge_under_a_key_that_was_replaced_is_refused(keeper):
    House.objects.update(badge_key=Ed25519PrivateKey.generate().public_key().public_bytes_raw())

    assert refusals(keeper.get("/queue/")) == [401]


TEXTS = st.one_of(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=300), st.just(""))


@QUICK
@given(TEXTS, TEXTS, st.sampled_from(["Windbreak-Badge", "Windbreak-Mailbox"]), st.sampled_from([0, 1, 2]))
def test_any_headers_are_refused_in_words(employee, keeper, one, other, who, how):
    changed = [{who: one}, {"Windbreak-Proof": one}, {who: one, "Windbreak-Challenge": other}][how]
    asker, path = (employee, "/mailbox/") if who == "Windbreak-Mailbox" else (keeper, "/queue/")

    answer = asker.send("POST" if asker is employee else "GET", path, b"", **changed)

    assert answer.status_code in (401, 404)
    assert answer.content.decode().count("\n") == 1


@pytest.mark.parametrize("path", ["hold/", "give-back/", "close/", "letters/", "offers/", "reseal/"])
def test_no_keepers_address_answers_without_a_badge(client, keeper, path):
    answer = client.post(f"/candles/{os.urandom(16).hex()[:8]}-0000-0000-0000-000000000000/{path}", b"{}", "text/plain")

    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["", "letters/", "take/", "withdraw/"])
def test_no_mailbox_address_answers_without_a_key(client, employee, path):
    assert client.post(f"/mailbox/{path}", b"{}", "text/plain").status_code == 404
