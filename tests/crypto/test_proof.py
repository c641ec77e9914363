import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from crypto import proof

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
ASKED = {"method": "POST", "path": "/queue/", "challenge": "c1", "body": b"{}", "badge": "b"}


def test_check_proof_when_written_by_us():
    message = proof.proof_message("badge", **ASKED)

    proof.check_proof(PUBLIC, message, proof.prove(KEY, message))


@pytest.mark.parametrize(
    "change", [{"method": "GET"}, {"path": "/queue"}, {"challenge": "c2"}, {"body": b"{} "}, {"badge": "c"}]
)
def test_check_proof_when_anything_of_the_request_differs(change):
    signed = proof.prove(KEY, proof.proof_message("badge", **ASKED))

    with pytest.raises(proof.BadProof) as refused:
        proof.check_proof(PUBLIC, proof.proof_message("badge", **ASKED | change), signed)

    assert refused.value.status == 401


def test_check_proof_when_made_for_the_other_purpose_or_by_another_key():
    message = proof.proof_message("badge", **ASKED)

    with pytest.raises(proof.BadProof):
        proof.check_proof(PUBLIC, proof.proof_message("mailbox", **ASKED), proof.prove(KEY, message))
    with pytest.raises(proof.BadProof):
        proof.check_proof(b"p" * 32, message, proof.prove(KEY, message))


@given(st.binary(max_size=40), st.text(max_size=100))
def test_check_proof_when_given_noise_raises_one_error(public, text):
    with pytest.raises(proof.BadProof):
        proof.check_proof(public, b"m", text)


def test_proof_message_is_spelled_so():
    empty = hashlib.sha256(b"").digest()

    assert proof.proof_message("badge", **ASKED) == (
        b"windbreak request 2\0badge\0POST\0/queue/\0c1\0"
        + hashlib.sha256(b"b").digest() + hashlib.sha256(b"{}").digest()
    )  # fmt: skip
    assert proof.proof_message("mailbox", method="GET", path="/", challenge="c", body=b"") == (
        b"windbreak request 2\0mailbox\0GET\0/\0c\0" + empty + empty
    )


def test_prove_is_base64_of_the_signature():
    assert proof.prove(KEY, b"m") == base64.b64encode(KEY.sign(b"m")).decode()


def test_check_proof_when_characters_are_put_between():
    signed = proof.prove(KEY, b"m")

    proof.check_proof(PUBLIC, b"m", signed)
    with pytest.raises(proof.BadProof):
        proof.check_proof(PUBLIC, b"m", "*" + signed)


def test_the_headers_have_these_names():
    assert (proof.CHALLENGE_HEADER, proof.PROOF_HEADER) == ("Windbreak-Challenge", "Windbreak-Proof")
    assert (proof.MAILBOX_HEADER, proof.BADGE_HEADER) == ("Windbreak-Mailbox", "Windbreak-Badge")
