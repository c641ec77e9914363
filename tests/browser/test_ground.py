"""browser/ground against crypto/: envelopes, passes and ballots of either, and the fallback of older browsers."""

import pytest

from crypto import ballot, keys, passes
from crypto.seal import Envelope
from crypto.sign import Pen
from crypto.unseal import Knife

from .chromium import complaints, person
from .ground import OLDER, load
from .served import DIST, built, served

SCOPE = "0123456789abcdef0123456789abcdef"
SEAL = """async ({ key, plaintext, size, purpose, scope }) =>
  ground.toHex(await ground.seal(ground.fromHex(key), ground.fromHex(plaintext), size, purpose, scope))"""


@pytest.mark.parametrize("envelope, purpose", [(Envelope.BALLOT, "ballot"), (Envelope.FLAG, "flag")])
def test_envelope_opens_with_the_knife_of_the_other_side(either_ground, envelope, purpose):
    seed, plaintext = keys.new_seed(), "what nobody may read: é".encode()
    asked = {"key": keys.sealing_public(seed).hex(), "plaintext": plaintext.hex(), "size": envelope.plain}

    sealed = bytes.fromhex(either_ground.evaluate(SEAL, asked | {"purpose": purpose, "scope": SCOPE}))

    assert len(sealed) == envelope.sealed
    assert Knife(seed).open(sealed, envelope=envelope, purpose=purpose, scope=SCOPE) == plaintext


def test_envelope_has_one_size_up_to_the_largest_plaintext(ground):
    seed, size = keys.new_seed(), Envelope.BALLOT.plain
    asked = {"key": keys.sealing_public(seed).hex(), "size": size, "purpose": "ballot", "scope": SCOPE}

    fits = bytes.fromhex(ground.evaluate(SEAL, asked | {"plaintext": "80" * (size - 1)}))
    refused = ground.evaluate(f"(asked) => ({SEAL})(asked).catch((error) => error instanceof ground.TooLarge)",
                            asked | {"plaintext": "80" * size})  # fmt: skip

    assert Knife(seed).open(fits, envelope=Envelope.BALLOT, purpose="ballot", scope=SCOPE) == b"\x80" * (size - 1)
    assert refused is True


def test_sealing_key_of_a_wrong_size_is_refused(ground):
    asked = {"key": "00" * 1215, "plaintext": "", "size": 4096, "purpose": "ballot", "scope": SCOPE}

    assert (
        ground.evaluate(f"(asked) => ({SEAL})(asked).catch((error) => error instanceof ground.BadKey)", asked) is True
    )


def test_only_the_older_browser_loads_the_fallback(ground, older_ground):
    asked = {"key": keys.sealing_public(keys.new_seed()).hex(), "plaintext": "", "size": 4096}
    loaded = "() => performance.getEntriesByType('resource').map((one) => one.name.split('/').at(-1))"

    for one in (ground, older_ground):
        one.evaluate(SEAL, asked | {"purpose": "ballot", "scope": SCOPE})

    assert built("lazy.js") not in ground.evaluate(loaded)
    assert built("lazy.js") in older_ground.evaluate(loaded)


# Older still: it cannot preload modules, and knows no Trusted Types.
OLDEST = OLDER + "DOMTokenList.prototype.supports = () => false"
TRY = f"""(asked) => ({SEAL})(asked)
  .then(() => 'sealed', (error) => error instanceof ground.NotLoaded ? 'refused' : error)"""


@pytest.mark.parametrize("age, strict", [(OLDER, True), (OLDEST, False)], ids=["older", "oldest"])
@pytest.mark.parametrize("altered", [b"", b"\nwindow.altered = true\n"], ids=["as built", "altered"])
def test_fallback_runs_only_as_it_was_built(chrome, age, strict, altered):
    file = (DIST / built("lazy.js")).read_bytes() + altered
    asked = {"key": keys.sealing_public(keys.new_seed()).hex(), "plaintext": "", "size": 4096}

    with served({built("lazy.js"): file}, strict=strict) as origin, person(chrome) as context:
        context.add_init_script(age)
        page = load(context.new_page(), origin)
        heard = complaints(page)
        said = page.evaluate(TRY, asked | {"purpose": "ballot", "scope": SCOPE})
        ran = page.evaluate("() => window.altered === true")

    assert (said, ran) == ("refused" if altered else "sealed", False)
    assert any("integrity" in one for one in heard) == bool(altered)


def test_pass_that_the_browser_asked_for_is_genuine(ground):
    private = keys.new_signing_key()
    spki, nonce = keys.spki(private.public_key()), bytes(range(32))
    asked = ground.evaluate(
        """async ({ spki, nonce, scope }) => {
          window.key = await ground.readSpki(ground.fromHex(spki))
          const id = await ground.keyId(ground.fromHex(spki))
          const input = ground.tokenInput(ground.fromHex(nonce), await ground.challenge('label', scope), id)
          window.asked = await ground.blind(key, input)
          return { message: ground.toHex(asked.message), blinded: ground.toHex(asked.blinded) }
        }""",
        {"spki": spki.hex(), "nonce": nonce.hex(), "scope": SCOPE},
    )
    signature = Pen(private).sign(bytes.fromhex(asked["blinded"]))

    made = ground.evaluate(
        """async ({ signature, scope }) => {
          const authenticator = await ground.unblind(key, asked, ground.fromHex(signature))
          const pass = ground.assemble(asked.message, authenticator)
          await ground.checkPass(pass, key, 'label', scope)
          return ground.toHex(pass)
        }""",
        {"signature": signature.hex(), "scope": SCOPE},
    )

    one = passes.Pass.read(bytes.fromhex(made))
    one.check(private.public_key(), purpose="label", scope=SCOPE)
    expected = passes.token_input(nonce, purpose="label", scope=SCOPE, key_id=keys.key_id(spki))
    assert (one.nonce, bytes.fromhex(asked["message"])) == (nonce, expected)


def test_same_message_is_blinded_differently_each_time(ground):
    spki = keys.spki(keys.new_signing_key().public_key())

    blinded = ground.evaluate(
        """async (spki) => {
          const key = await ground.readSpki(ground.fromHex(spki))
          const all = await Promise.all(Array.from({ length: 8 }, () => ground.blind(key, new Uint8Array(98))))
          return all.map((one) => ground.toHex(one.blinded))
        }""",
        spki.hex(),
    )

    assert len(set(blinded)) == 8


@pytest.mark.parametrize(
    "answers",
    [{}, {"rest": 4, "where": [0, 2], "friend": None}, {"b": 1, "a": 2, "a_b": [1], "a1": 0}, {"é ": 1, '"\\\n': 2}],
)
def test_ballot_is_filled_in_byte_for_byte_as_python_does(ground, answers):
    label = bytes(range(256)) + bytes(98)

    filled = ground.evaluate(
        "([label, answers]) => ground.toHex(ground.fillIn([ground.fromHex(label)], answers))", [label.hex(), answers]
    )

    assert bytes.fromhex(filled) == ballot.fill_in([label], answers)
    assert ballot.read_answers(bytes.fromhex(filled)).labels == (label,)
