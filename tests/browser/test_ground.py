"""browser/ground against crypto/: what either makes, the other takes, and both refuse the same."""

import base64
import json

import pytest

from crypto import ballot, flag, keys, mailbox, notice, passes
from crypto.blind import SALT_SIZE
from crypto.installation import sign_document
from crypto.seal import Envelope
from crypto.sign import Pen
from crypto.unseal import Knife

from .chromium import chromium, complaints, person
from .served import DIST, built, served

# A browser of some years ago: what younger ones have in WebCrypto is missing, and says so as it did then.
OLDER = """
for (const name of ['generateKey', 'importKey']) {
  const native = SubtleCrypto.prototype[name]
  SubtleCrypto.prototype[name] = function (...given) {
    const algorithm = name === 'importKey' ? given[2] : given[0]
    const wanted = typeof algorithm === 'string' ? algorithm : algorithm.name
    if (/^(ML-KEM|MLKEM|Ed25519|X25519)/.test(wanted)) {
      return Promise.reject(new DOMException('unrecognised name', 'NotSupportedError'))
    }
    return native.apply(this, given)
  }
}
delete SubtleCrypto.prototype.encapsulateBits
delete SubtleCrypto.supports
"""
SCOPE = "0123456789abcdef0123456789abcdef"
SEAL = """async ({ key, plaintext, size, purpose, scope }) =>
  ground.toHex(await ground.seal(ground.fromHex(key), ground.fromHex(plaintext), size, purpose, scope))"""
FLAG = """async ({ pass, oneTime, router, sealed }) =>
  ground.toHex(await ground.raiseFlag(...[pass, oneTime, router, sealed].map(ground.fromHex)))"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def page(browser):
    with served() as origin, person(browser) as context:
        yield load(context.new_page(), origin)


@pytest.fixture(scope="module")
def older(browser):
    with served() as origin, person(browser) as context:
        context.add_init_script(OLDER)
        yield load(context.new_page(), origin)


@pytest.fixture(params=["native", "older"])
def either(request):
    """The page in a browser with native ML-KEM and Ed25519, and in one that lacks them."""
    return request.getfixturevalue("page" if request.param == "native" else "older")


def load(page, origin):
    page.goto(origin)
    page.evaluate("async (file) => { window.ground = await import(file) }", f"/static/{built('ground.js')}")
    return page


@pytest.mark.parametrize("envelope, purpose", [(Envelope.BALLOT, "ballot"), (Envelope.FLAG, "flag")])
def test_envelope_opens_with_the_knife_of_the_other_side(either, envelope, purpose):
    seed, plaintext = keys.new_seed(), "what nobody may read: é".encode()
    asked = {"key": keys.sealing_public(seed).hex(), "plaintext": plaintext.hex(), "size": envelope.plain}

    sealed = bytes.fromhex(either.evaluate(SEAL, asked | {"purpose": purpose, "scope": SCOPE}))

    assert len(sealed) == envelope.sealed
    assert Knife(seed).open(sealed, envelope=envelope, purpose=purpose, scope=SCOPE) == plaintext


def test_envelope_has_one_size_up_to_the_largest_plaintext(page):
    seed, size = keys.new_seed(), Envelope.BALLOT.plain
    asked = {"key": keys.sealing_public(seed).hex(), "size": size, "purpose": "ballot", "scope": SCOPE}

    fits = bytes.fromhex(page.evaluate(SEAL, asked | {"plaintext": "80" * (size - 1)}))
    refused = page.evaluate(f"(asked) => ({SEAL})(asked).catch((error) => error instanceof ground.TooLarge)",
                            asked | {"plaintext": "80" * size})  # fmt: skip

    assert Knife(seed).open(fits, envelope=Envelope.BALLOT, purpose="ballot", scope=SCOPE) == b"\x80" * (size - 1)
    assert refused is True


def test_sealing_key_of_a_wrong_size_is_refused(page):
    asked = {"key": "00" * 1215, "plaintext": "", "size": 4096, "purpose": "ballot", "scope": SCOPE}

    assert page.evaluate(f"(asked) => ({SEAL})(asked).catch((error) => error instanceof ground.BadKey)", asked) is True


def test_only_the_older_browser_loads_the_fallback(page, older):
    asked = {"key": keys.sealing_public(keys.new_seed()).hex(), "plaintext": "", "size": 4096}
    loaded = "() => performance.getEntriesByType('resource').map((one) => one.name.split('/').at(-1))"

    for one in (page, older):
        one.evaluate(SEAL, asked | {"purpose": "ballot", "scope": SCOPE})

    assert built("lazy.js") not in page.evaluate(loaded)
    assert built("lazy.js") in older.evaluate(loaded)


# Older still: it cannot preload modules, and knows no Trusted Types.
OLDEST = OLDER + "DOMTokenList.prototype.supports = () => false"
TRY = f"""(asked) => ({SEAL})(asked)
  .then(() => 'sealed', (error) => error instanceof ground.NotLoaded ? 'refused' : error)"""


@pytest.mark.parametrize("age, strict", [(OLDER, True), (OLDEST, False)], ids=["older", "oldest"])
@pytest.mark.parametrize("altered", [b"", b"\nwindow.altered = true\n"], ids=["as built", "altered"])
def test_fallback_runs_only_as_it_was_built(browser, age, strict, altered):
    file = (DIST / built("lazy.js")).read_bytes() + altered
    asked = {"key": keys.sealing_public(keys.new_seed()).hex(), "plaintext": "", "size": 4096}

    with served({built("lazy.js"): file}, strict=strict) as origin, person(browser) as context:
        context.add_init_script(age)
        page = load(context.new_page(), origin)
        heard = complaints(page)
        said = page.evaluate(TRY, asked | {"purpose": "ballot", "scope": SCOPE})
        ran = page.evaluate("() => window.altered === true")

    assert (said, ran) == ("refused" if altered else "sealed", False)
    assert any("integrity" in one for one in heard) == bool(altered)


def test_pass_that_the_browser_asked_for_is_genuine(page):
    private = keys.new_signing_key()
    spki, nonce = keys.spki(private.public_key()), bytes(range(32))
    asked = page.evaluate(
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

    made = page.evaluate(
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


def test_same_message_is_blinded_differently_each_time(page):
    spki = keys.spki(keys.new_signing_key().public_key())

    blinded = page.evaluate(
        """async (spki) => {
          const key = await ground.readSpki(ground.fromHex(spki))
          const all = await Promise.all(Array.from({ length: 8 }, () => ground.blind(key, new Uint8Array(98))))
          return all.map((one) => ground.toHex(one.blinded))
        }""",
        spki.hex(),
    )

    assert len(set(blinded)) == 8
    assert SALT_SIZE == 48


@pytest.mark.parametrize(
    "answers",
    [{}, {"rest": 4, "where": [0, 2], "friend": None}, {"b": 1, "a": 2, "a_b": [1], "a1": 0}, {"é ": 1, '"\\\n': 2}],
)
def test_ballot_is_filled_in_byte_for_byte_as_python_does(page, answers):
    label = bytes(range(256)) + bytes(98)

    filled = page.evaluate(
        "([label, answers]) => ground.toHex(ground.fillIn([ground.fromHex(label)], answers))", [label.hex(), answers]
    )

    assert bytes.fromhex(filled) == ballot.fill_in([label], answers)
    assert ballot.read_answers(bytes.fromhex(filled)).labels == (label,)


def test_flag_is_taken_and_its_pass_belongs_to_it(either):
    one_time = keys.new_installation_seed()
    nonce = flag.nonce_for(keys.installation_public(one_time))
    candle_pass = passes.Pass(nonce, bytes(32), bytes(32), bytes(256))
    sealed, router = bytes(Envelope.FLAG.sealed), bytes(range(32))
    asked = {"pass": candle_pass.to_bytes(), "oneTime": one_time, "router": router, "sealed": sealed}

    raised = flag.Flag.read(bytes.fromhex(either.evaluate(FLAG, {name: part.hex() for name, part in asked.items()})))

    raised.check()
    assert (raised.candle_pass, raised.router, raised.sealed) == (candle_pass, router, sealed)


@pytest.mark.parametrize("urgency", [None, "today", "week", "whenever"])
def test_flag_plaintext_is_written_in_the_one_way(page, urgency):
    box = bytes(range(32)).hex()

    lit, unlit = page.evaluate(
        """([box, urgency]) => [ground.lit(ground.fromHex(box), urgency), ground.unlit()]
             .map((one) => new TextDecoder().decode(one))""",
        [box, urgency],
    )

    document = {"version": 1, "lit": True, "mailbox": box, "urgency": urgency}
    assert lit == json.dumps(document, sort_keys=True, separators=(",", ":"))
    assert unlit == '{"lit":false,"version":1}'


def test_candle_key_is_written_read_and_derived_from_as_python_does(either):
    all_keys = [bytes(16), b"\xff" * 16, *(bytes([i * 7 % 256, *range(i, i + 15)]) for i in range(40))]

    done = either.evaluate(
        """(all) => Promise.all(all.map(ground.fromHex).map(async (key) => ({
             written: ground.written(key),
             read: ground.toHex(ground.read(ground.written(key))),
             box: ground.toHex(await ground.mailboxKey(key)) })))""",
        [key.hex() for key in all_keys],
    )

    assert [one["written"] for one in done] == [mailbox.write_key(key) for key in all_keys]
    assert [one["read"] for one in done] == [key.hex() for key in all_keys]
    assert [one["box"] for one in done] == [mailbox.mailbox_of(key).hex() for key in all_keys]


def test_candle_key_is_read_however_a_person_types_it(page):
    key = bytes([0, 0x44, 0x32, *range(13)])  # its spelling has zeros and ones
    neat = mailbox.write_key(key)
    typed = [neat.lower(), neat.replace("-", ""), f" {neat} ", neat.replace("0", "o"), neat.replace("1", "l"),
             neat.replace("1", "I").replace("-", " ")]  # fmt: skip

    read = page.evaluate("(all) => all.map((one) => ground.toHex(ground.read(one)))", typed)

    assert {"0", "1"} <= set(neat)
    assert read == [key.hex()] * len(typed)
    assert [mailbox.read_key(one).hex() for one in typed] == read


def test_candle_key_is_refused_when_one_character_is_wrong(page):
    neat = mailbox.write_key(bytes(range(16)))
    plain = neat.replace("-", "")
    wrong = [plain[:i] + ("7" if plain[i] != "7" else "8") + plain[i + 1 :] for i in range(27)] + ["", plain[:-1], "é"]

    refused = page.evaluate(
        """(all) => all.map((one) => {
          try { return ground.toHex(ground.read(one)) } catch (error) { return error instanceof ground.BadCandleKey }
        })""",
        wrong,
    )

    assert refused == [True] * len(wrong)


DOCUMENT = {"version": 1, "kind": "house", "month": "2026-11", "text": {"de": "Grüße\u2028\n", "en": 'a"b\\c\x07'}}


def test_document_is_read_and_named_as_python_does(page):
    data = notice.encode(DOCUMENT)

    read, name = page.evaluate(
        """async (hex) => [ground.readDocument(ground.fromHex(hex), 'house'),
                           await ground.fingerprint(ground.fromHex(hex))]""",
        data.hex(),
    )

    assert (read, name) == (DOCUMENT, notice.fingerprint(data))


@pytest.mark.parametrize(
    "data",
    [
        b'{"kind":"house", "version":1}',
        b'{"version":1,"kind":"house"}',
        b'{"kind":"house","kind":"house","version":1}',
        b'{"kind":"house","version":2}',
        b'{"kind":"house","version":1.0}',
        b'{"kind":"wave","version":1}',
        b'\xef\xbb\xbf{"kind":"house","version":1}',
        b'{"kind":"house","version":1}\n',
        b'{"kind":"house","text":"\\u00e9","version":1}',
        b'{"kind":"house","text":"\xff","version":1}',
        b"[]",
        b"null",
        b"",
    ],
)
def test_document_is_refused_when_it_is_not_written_in_the_one_way(page, data):
    refused = page.evaluate(
        """(hex) => {
          try { ground.readDocument(ground.fromHex(hex), 'house'); return 'read' }
          catch (error) { return error instanceof ground.BadDocument }
        }""",
        data.hex(),
    )

    assert refused is True


def test_document_is_believed_only_with_the_signature_of_its_installation(either):
    seed, other = keys.new_installation_seed(), keys.new_installation_seed()
    data = notice.encode(DOCUMENT)
    right = sign_document(seed, data)
    altered = base64.b64encode(bytes([base64.b64decode(right)[0] ^ 1]) + base64.b64decode(right)[1:]).decode()
    public = keys.installation_public(seed).hex()
    tries = [
        [public, data.hex(), right],
        [public, (data + b" ").hex(), right],
        [public, data.hex(), altered],
        [public, data.hex(), ""],
        [public, data.hex(), "not base64"],
        [keys.installation_public(other).hex(), data.hex(), right],
        [public[:-2], data.hex(), right],
    ]

    said = either.evaluate(
        """(tries) => Promise.all(tries.map(([key, data, signature]) =>
             ground.checkSignature(ground.fromHex(key), ground.fromHex(data), signature)
               .then(() => 'believed', (error) => error instanceof ground.BadDocument)))""",
        tries,
    )

    assert said == ["believed"] + [True] * 6
