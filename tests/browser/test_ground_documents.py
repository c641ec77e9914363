"""browser/ground against crypto/: flags, candle keys, documents and their signatures."""

import base64

import pytest

from crypto import flag, keys, mailbox, notice, passes
from crypto.installation import sign_document
from crypto.seal import Envelope

FLAG = """async ({ pass, oneTime, router, sealed }) =>
  ground.toHex(await ground.raiseFlag(...[pass, oneTime, router, sealed].map(ground.fromHex)))"""


def test_flag_is_taken_and_its_pass_belongs_to_it(either_ground):
    one_time = keys.new_installation_seed()
    nonce = flag.nonce_for(keys.installation_public(one_time))
    candle_pass = passes.Pass(nonce, bytes(32), bytes(32), bytes(256))
    sealed, router = bytes(Envelope.FLAG.sealed), bytes(range(32))
    asked = {"pass": candle_pass.to_bytes(), "oneTime": one_time, "router": router, "sealed": sealed}

    raised = flag.Flag.read(
        bytes.fromhex(either_ground.evaluate(FLAG, {name: part.hex() for name, part in asked.items()}))
    )

    raised.check()
    assert (raised.candle_pass, raised.router, raised.sealed) == (candle_pass, router, sealed)


@pytest.mark.parametrize("urgency", [None, "today", "week", "whenever"])
def test_flag_plaintext_is_written_in_the_one_way(ground, urgency):
    box, inner = bytes(range(32)), bytes(range(256)) * 20 + bytes(112)

    lit, unlit = ground.evaluate(
        """([box, inner, urgency]) => [
             ground.lit({ mailbox: ground.fromHex(box), urgency, rota: 'hr', inner: ground.fromHex(inner) }),
             ground.unlit()].map((one) => new TextDecoder().decode(one))""",
        [box.hex(), inner.hex(), urgency],
    )

    assert lit.encode() == flag.write_plaintext(flag.Wish(box, "hr", inner, urgency))
    assert unlit == '{"lit":false,"version":1}'


def test_candle_key_is_written_read_and_derived_from_as_python_does(either_ground):
    all_keys = [bytes(16), b"\xff" * 16, *(bytes([i * 7 % 256, *range(i, i + 15)]) for i in range(40))]

    done = either_ground.evaluate(
        """(all) => Promise.all(all.map(ground.fromHex).map(async (key) => ({
             written: ground.written(key),
             read: ground.toHex(ground.read(ground.written(key))),
             box: ground.toHex(await ground.mailboxKey(key)) })))""",
        [key.hex() for key in all_keys],
    )

    assert [one["written"] for one in done] == [mailbox.write_key(key) for key in all_keys]
    assert [one["read"] for one in done] == [key.hex() for key in all_keys]
    assert [one["box"] for one in done] == [mailbox.mailbox_of(key).hex() for key in all_keys]


def test_candle_key_is_read_however_a_person_types_it(ground):
    key = bytes([0, 0x44, 0x32, *range(13)])  # its spelling has zeros and ones
    neat = mailbox.write_key(key)
    typed = [neat.lower(), neat.replace("-", ""), f" {neat} ", neat.replace("0", "o"), neat.replace("1", "l"),
             neat.replace("1", "I").replace("-", " ")]  # fmt: skip

    read = ground.evaluate("(all) => all.map((one) => ground.toHex(ground.read(one)))", typed)

    assert {"0", "1"} <= set(neat)
    assert read == [key.hex()] * len(typed)
    assert [mailbox.read_key(one).hex() for one in typed] == read


def test_candle_key_is_refused_when_one_character_is_wrong(ground):
    neat = mailbox.write_key(bytes(range(16)))
    plain = neat.replace("-", "")
    wrong = [plain[:i] + ("7" if plain[i] != "7" else "8") + plain[i + 1 :] for i in range(27)] + ["", plain[:-1], "é"]

    refused = ground.evaluate(
        """(all) => all.map((one) => {
          try { return ground.toHex(ground.read(one)) } catch (error) { return error instanceof ground.BadCandleKey }
        })""",
        wrong,
    )

    assert refused == [True] * len(wrong)


DOCUMENT = {"version": 1, "kind": "house", "month": "2026-11", "text": {"de": "Grüße\u2028\n", "en": 'a"b\\c\x07'}}


def test_document_is_read_and_named_as_python_does(ground):
    data = notice.encode(DOCUMENT)

    read, name = ground.evaluate(
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
def test_document_is_refused_when_it_is_not_written_in_the_one_way(ground, data):
    refused = ground.evaluate(
        """(hex) => {
          try { ground.readDocument(ground.fromHex(hex), 'house'); return 'read' }
          catch (error) { return error instanceof ground.BadDocument }
        }""",
        data.hex(),
    )

    assert refused is True


def test_document_is_believed_only_with_the_signature_of_its_installation(either_ground):
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

    said = either_ground.evaluate(
        """(tries) => Promise.all(tries.map(([key, data, signature]) =>
             ground.checkSignature(ground.fromHex(key), ground.fromHex(data), signature)
               .then(() => 'believed', (error) => error instanceof ground.BadDocument)))""",
        tries,
    )

    assert said == ["believed"] + [True] * 6
