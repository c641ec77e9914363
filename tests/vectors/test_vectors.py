"""The published vectors of RFC 9474 (appendix A) and RFC 9578 (token type 0x0002): fourteen of fourteen."""

import hashlib
import json
from pathlib import Path

import gmpy2
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from crypto import blind, keys, passes
from crypto.sign import Pen

HERE = Path(__file__).parent
RFC9474 = json.loads((HERE / "rfc9474.json").read_text())
RFC9578 = json.loads((HERE / "rfc9578.json").read_text())


def test_vectors_are_all_there():
    assert (len(RFC9474), len(RFC9578)) == (4, 10)


@pytest.mark.parametrize("vector", RFC9474, ids=lambda vector: vector["variant"])
def test_blind_signature_of_rfc_9474(vector):
    key = private_key(vector)
    salt = bytes.fromhex(vector["salt"])
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=len(salt))
    inverse = int(vector["inverse"], 16)
    factor = int(gmpy2.invert(inverse, key.private_numbers().public_numbers.n))

    asked = blind.blind_with(key.public_key(), bytes.fromhex(vector["prepared"]), salt=salt, factor=factor)
    signature = Pen(key).sign(asked.blinded)

    assert asked.blinded.hex() == vector["blinded"]
    assert signature.hex() == vector["blind_signature"]
    assert blind.unblind(key.public_key(), asked, signature, pss=pss).hex() == vector["signature"]


@pytest.mark.parametrize("vector", RFC9578, ids=lambda vector: vector["source"])
def test_token_of_rfc_9578(vector):
    key = serialization.load_pem_private_key(vector["private_pem"].encode(), password=None)
    public, spki = key.public_key(), keys.spki(key.public_key())
    nonce, challenge = bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["challenge"])
    signed_input = passes.TOKEN_TYPE + nonce + hashlib.sha256(challenge).digest() + keys.key_id(spki)
    salt, factor = bytes.fromhex(vector["salt"]), int(vector["blind"], 16)

    asked = blind.blind_with(public, signed_input, salt=salt, factor=factor)
    response = Pen(key).sign(asked.blinded)
    token = passes.assemble(signed_input, blind.unblind(public, asked, response))

    assert spki.hex() == vector["spki"]
    assert (passes.TOKEN_TYPE + keys.key_id(spki)[-1:] + asked.blinded).hex() == vector["request"]
    assert response.hex() == vector["response"]
    assert token.to_bytes().hex() == vector["token"]


def private_key(vector: dict) -> rsa.RSAPrivateKey:
    p, q, d, e = (int(vector[name], 16) for name in ("p", "q", "d", "e"))
    public = rsa.RSAPublicNumbers(e, p * q)
    private = rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public
    )
    return private.private_key()
