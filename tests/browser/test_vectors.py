"""The published vectors in Chromium: RFC 9474 (appendix A) and RFC 9578 (token type 0x0002), fourteen of fourteen.

The built ground runs under the policy of the nameless origin, Trusted Types included. Signing is done here, with the
vectors' private keys: the browser only asks.
"""

import hashlib
import json
from pathlib import Path

import gmpy2
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from crypto import keys, passes
from crypto.sign import Pen

from .chromium import chromium, complaints, person
from .served import built, served

VECTORS = Path(__file__).parents[1] / "vectors"
RFC9474 = json.loads((VECTORS / "rfc9474.json").read_text())
RFC9578 = json.loads((VECTORS / "rfc9578.json").read_text())

BLIND = """async ({ modulus, exponent, spki, message, salt, factor, signature }) => {
  const g = window.ground
  const key = spki ? await g.readSpki(g.fromHex(spki)) : await g.publicKey(g.fromHex(modulus), g.fromHex(exponent))
  const asked = await g.blind(key, g.fromHex(message), { salt: g.fromHex(salt), factor: BigInt('0x' + factor) })
  const finished = await g.unblind(key, asked, g.fromHex(signature), salt.length / 2)
  return { blinded: g.toHex(asked.blinded), inverse: g.toHex(asked.inverse), finished: g.toHex(finished),
           token: spki && g.toHex(g.assemble(g.fromHex(message), finished)),
           keyId: spki && g.toHex(await g.keyId(g.fromHex(spki))) }
}"""


@pytest.fixture(scope="module")
def page():
    with chromium() as browser, served() as origin, person(browser) as context:
        page = context.new_page()
        heard = complaints(page)
        page.goto(origin)
        page.evaluate("async (file) => { window.ground = await import(file) }", f"/static/{built('ground.js')}")
        yield page
        assert heard == []  # no breach of the policy, no error


def test_vectors_are_all_there():
    assert (len(RFC9474), len(RFC9578)) == (4, 10)


@pytest.mark.parametrize("vector", RFC9474, ids=lambda vector: vector["variant"])
def test_blind_signature_of_rfc_9474(page, vector):
    p, q = int(vector["p"], 16), int(vector["q"], 16)
    factor = int(gmpy2.invert(int(vector["inverse"], 16), p * q))
    asked = {
        "modulus": f"{p * q:x}", "exponent": vector["e"], "message": vector["prepared"],
        "salt": vector["salt"], "factor": f"{factor:x}", "signature": vector["blind_signature"],
    }  # fmt: skip

    done = page.evaluate(BLIND, asked)

    assert done["blinded"] == vector["blinded"]
    assert int(done["inverse"], 16) == int(vector["inverse"], 16)
    assert done["finished"] == vector["signature"]


@pytest.mark.parametrize("vector", RFC9578, ids=lambda vector: vector["source"])
def test_token_of_rfc_9578(page, vector):
    key_id = hashlib.sha256(bytes.fromhex(vector["spki"])).hexdigest()
    challenge = hashlib.sha256(bytes.fromhex(vector["challenge"])).hexdigest()
    message = page.evaluate(
        "(parts) => ground.toHex(ground.tokenInput(...parts.map(ground.fromHex)))",
        [vector["nonce"], challenge, key_id],
    )
    private = serialization.load_pem_private_key(vector["private_pem"].encode(), password=None)
    factor, salt = vector["blind"], vector["salt"]
    asked = {
        "spki": vector["spki"],
        "message": message,
        "salt": salt,
        "factor": factor,
        "signature": vector["response"],
    }

    done = page.evaluate(BLIND, asked | {"signature": vector["response"]})

    assert done["keyId"] == key_id
    assert (passes.TOKEN_TYPE + bytes.fromhex(key_id)[-1:]).hex() + done["blinded"] == vector["request"]
    assert Pen(private).sign(bytes.fromhex(done["blinded"])).hex() == vector["response"]
    assert done["token"] == vector["token"]


def test_key_is_refused_when_it_is_not_written_as_rfc_9578_asks(page):
    numbers = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    plain = numbers.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    right = keys.spki(numbers)
    wrong = [plain, right[:-1] + b"\x03", right + b"\x00", right[:-6], right[:72] + b"\x00" + right[73:], b""]

    refused = page.evaluate(
        """(all) => Promise.all(all.map((one) => ground.readSpki(ground.fromHex(one))
             .then(() => 'read', (error) => error instanceof ground.BadKey)))""",
        [key.hex() for key in [right, *wrong]],
    )

    assert refused == ["read"] + [True] * len(wrong)


def test_signature_is_refused_when_one_bit_of_it_is_altered(page):
    private = keys.new_signing_key()
    message = b"98 bytes, or any number"
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    right = private.sign(message, pss, hashes.SHA384())
    wrong = bytes([right[0] ^ 1]) + right[1:]

    said = page.evaluate(
        """async ({ spki, message, signatures }) => {
          const key = await ground.readSpki(ground.fromHex(spki))
          return Promise.all(signatures.map((one) => ground.verify(key, ground.fromHex(message), ground.fromHex(one))
            .then(() => 'genuine', (error) => error instanceof ground.BadSignature)))
        }""",
        {
            "spki": keys.spki(private.public_key()).hex(),
            "message": message.hex(),
            "signatures": [right.hex(), wrong.hex()],
        },
    )

    assert said == ["genuine", True]
