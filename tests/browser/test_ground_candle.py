"""browser/ground against crypto/: what a candle is made of, sealed and signed by either and read by the other."""

import base64
import json
import os
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import flag, keys, letter, mailbox, proof, quarters
from crypto.seal import Envelope, seal
from crypto.unseal import Knife

CANDLE_KEY = bytes(range(16))
ROTA_SEED = bytes(range(32))
MAILBOX = mailbox.mailbox_of(CANDLE_KEY)
NOTES = ["", "a line\nand another", 'é "quoted" \\ \u2028', "疲" * 500, "🕯" * 500]


def public(seed):
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def test_mailbox_keys_are_those_of_the_other_side(either_ground):
    found = either_ground.evaluate(
        """async (hex) => {
          const key = ground.fromHex(hex)
          const sealing = await ground.sealingPublic(await ground.sealingSeed(key))
          return [await ground.mailboxKey(key), await ground.sealingSeed(key), sealing, await ground.keepKey(key)]
            .map(ground.toHex)
        }""",
        CANDLE_KEY.hex(),
    )

    expected = [MAILBOX, mailbox.sealing_seed(CANDLE_KEY), mailbox.sealing_of(CANDLE_KEY)]
    assert found == [one.hex() for one in [*expected, mailbox.keeping_key(CANDLE_KEY)]]


def signed_inner(**chosen):
    return letter.sign_inner(mailbox.signing_key(CANDLE_KEY), sealing=mailbox.sealing_of(CANDLE_KEY), **chosen)


@pytest.mark.parametrize("note", NOTES)
def test_lit_flag_carries_an_inner_envelope_that_the_keepers_read(either_ground, note):
    sealing = mailbox.sealing_of(CANDLE_KEY)
    inner = {"mailbox": MAILBOX.hex(), "sealing": sealing.hex(), "kinds": ["day", "half-day"], "key": CANDLE_KEY.hex()}

    plain = either_ground.evaluate(
        """async ({ keepers, inner, note }) => {
          const mailbox = ground.fromHex(inner.mailbox)
          const whole = { mailbox, sealing: ground.fromHex(inner.sealing), kinds: inner.kinds, note }
          const signed = await ground.signInner(await ground.signingSeed(ground.fromHex(inner.key)), whole)
          const sealed = await ground.sealInner(ground.fromHex(keepers), signed, 'hr')
          return ground.toHex(ground.lit({ mailbox, urgency: 'week', rota: 'hr', inner: sealed }))
        }""",
        {"keepers": keys.sealing_public(ROTA_SEED).hex(), "inner": inner, "note": note},
    )

    wish = flag.read_plaintext(bytes.fromhex(plain))
    opened = Knife(ROTA_SEED).open(wish.inner, envelope=Envelope.BALLOT, purpose="candle", scope="hr")
    expected = signed_inner(kinds=("day", "half-day"), note=note)
    assert (wish.mailbox, wish.rota, wish.urgency) == (MAILBOX, "hr", "week")
    assert letter.read_inner(opened, mailbox=MAILBOX) == expected
    assert flag.write_plaintext(wish) == bytes.fromhex(plain)


def test_inner_envelope_of_the_other_side_is_read_and_refused_for_another_mailbox(either_ground):
    inner = signed_inner(kinds=("day",), note="é\n")
    sealed = letter.seal_inner(keys.sealing_public(ROTA_SEED), inner, rota="hr")
    read = """async ({ seed, sealed, mailbox }) => {
      const plain = await ground.unseal(ground.fromHex(seed), ground.fromHex(sealed), 4096, 'candle', 'hr')
      try {
        const { sealing, kinds, note } = await ground.readInner(plain, ground.fromHex(mailbox))
        return { sealing: ground.toHex(sealing), kinds, note }
      } catch (error) { return error instanceof ground.BadLetter }
    }"""
    asked = {"seed": ROTA_SEED.hex(), "sealed": sealed.hex()}

    right = either_ground.evaluate(read, asked | {"mailbox": MAILBOX.hex()})
    wrong = either_ground.evaluate(read, asked | {"mailbox": bytes(32).hex()})

    assert right == {"sealing": inner.sealing.hex(), "kinds": ["day"], "note": "é\n"}
    assert wrong is True


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"mailbox": "x"}, {"sealing": "AAAA"}, {"kinds": ["Day"]}, {"kinds": "day"},
        {"kinds": ["day"] * 9}, {"note": None}, {"note": "x" * 501}, {"more": 1},
        {"note": "another"}, {"sealing": base64.b64encode(mailbox.sealing_of(bytes(16))).decode()}, {"signature": ""},
    ],
)  # fmt: skip
def test_inner_envelope_is_refused_when_a_field_has_another_shape(ground, change):
    right = json.loads(letter.write_inner(signed_inner()))
    plain = json.dumps(right | change, sort_keys=True, separators=(",", ":")).encode()

    refused = ground.evaluate(
        """async ([plain, mailbox]) => {
          try { return (await ground.readInner(ground.fromHex(plain), ground.fromHex(mailbox))).note }
          catch (error) { return error instanceof ground.BadLetter }
        }""",
        [plain.hex(), MAILBOX.hex()],
    )

    assert refused is True


@pytest.mark.parametrize("seal_with", [("candle", "hr"), ("letter", "it"), ("flag", "hr")])
def test_envelope_for_something_else_does_not_open(either_ground, seal_with):
    purpose, scope = seal_with
    sealed = seal(keys.sealing_public(ROTA_SEED), b"what for?", envelope=Envelope.BALLOT, purpose=purpose, scope=scope)
    opened = """([seed, sealed, scope]) =>
      ground.unseal(ground.fromHex(seed), ground.fromHex(sealed), 4096, 'candle', scope)
        .then((plain) => new TextDecoder().decode(plain), (error) => error instanceof ground.Unreadable)"""

    for data in (sealed, sealed[:-1], bytes(len(sealed))):
        found = either_ground.evaluate(opened, [ROTA_SEED.hex(), data.hex(), "hr"])
        assert found == ("what for?" if (purpose, scope, data) == ("candle", "hr", sealed) else True)


def test_envelope_that_is_not_padded_as_it_should_be_does_not_open(ground):
    found = ground.evaluate(
        """() => [[0x80, 0, 0], [1, 2, 0x80], [0x80, 0x80, 0], [0, 0, 0], [0x80, 0, 1], []]
             .map((padded) => ground.unpad(Uint8Array.from(padded))).map((plain) => plain && Array.from(plain))"""
    )

    assert found == [[], [1, 2], [0x80], None, None, None]


def test_letter_of_the_browser_is_read_by_both_and_signed_by_its_author(either_ground):
    author = os.urandom(32)
    asked = {
        "text": "Ruh dich aus.\n疲", "number": 7, "author": author.hex(), "mailbox": MAILBOX.hex(),
        "keepers": keys.sealing_public(ROTA_SEED).hex(), "employee": mailbox.sealing_of(CANDLE_KEY).hex(),
    }  # fmt: skip

    made = either_ground.evaluate(
        """async ({ text, number, author, mailbox, keepers, employee }) => {
          const h = ground.fromHex
          const made = await ground.writeLetter(text, { keepers: h(keepers), employee: h(employee) },
            { mailbox: h(mailbox), number, author: h(author) })
          return ['keepers', 'employee', 'signature'].map((name) => ground.toHex(made[name]))
        }""",
        asked,
    )

    keepers, employee, signature = map(bytes.fromhex, made)
    for seed, sealed in ((ROTA_SEED, keepers), (mailbox.sealing_seed(CANDLE_KEY), employee)):
        plain = Knife(seed).open(sealed, envelope=Envelope.BALLOT, purpose="letter", scope=MAILBOX.hex())
        assert letter.read_letter(plain) == asked["text"]
    right = letter.sign_letter(
        Ed25519PrivateKey.from_private_bytes(author), mailbox=MAILBOX, number=7, keepers=keepers, employee=employee
    )
    assert signature == right


def test_letter_is_refused_when_it_is_too_long_in_any_alphabet(ground):
    fits = ground.evaluate(
        """async ([key, mailbox]) => Promise.all(['x', '疲', '🕯', '\\n'].flatMap((one) => [1000, 1001].map((times) =>
             ground.sealLetter(ground.fromHex(key), one.repeat(times), ground.fromHex(mailbox))
               .then((sealed) => sealed.length, (error) => error instanceof ground.BadLetter))))""",
        [keys.sealing_public(ROTA_SEED).hex(), MAILBOX.hex()],
    )

    assert fits == [Envelope.BALLOT.sealed, True] * 4


def test_half_a_character_becomes_one_that_can_be_sent(ground):
    sealed = ground.evaluate(
        """async ([key, mailbox]) =>
          ground.toHex(await ground.sealLetter(ground.fromHex(key), 'x\\ud800y', ground.fromHex(mailbox)))""",
        [keys.sealing_public(ROTA_SEED).hex(), MAILBOX.hex()],
    )

    plain = Knife(ROTA_SEED).open(
        bytes.fromhex(sealed), envelope=Envelope.BALLOT, purpose="letter", scope=MAILBOX.hex()
    )
    assert letter.read_letter(plain) == "x\ufffdy"


def test_signatures_over_letters_and_offers_cover_the_same_bytes(either_ground):
    seed, offer, digests = os.urandom(32), os.urandom(16), (bytes(32), b"\x01" * 32)

    found = either_ground.evaluate(
        """async (all) => {
          const [seed, mailbox, offer, one, two] = all.map(ground.fromHex)
          return [ground.letterMessage(mailbox, 4294967295, one, two), ground.offerMessage(mailbox, offer, 'half-day'),
            await ground.signOffer(seed, mailbox, offer, 'half-day')].map(ground.toHex)
        }""",
        [one.hex() for one in (seed, MAILBOX, offer, *digests)],
    )

    message = letter.offer_message(mailbox=MAILBOX, offer=offer, kind="half-day")
    written = letter.letter_message(mailbox=MAILBOX, number=4294967295, keepers=digests[0], employee=digests[1])
    assert [bytes.fromhex(one) for one in found[:2]] == [written, message]
    letter.check_signature(public(seed), message, bytes.fromhex(found[2]))


def test_what_unblinds_a_pass_is_kept_and_found_by_either(ground):
    key, offer, message, inverse = os.urandom(32), os.urandom(16), os.urandom(98), os.urandom(256)
    kept = letter.keep(key, message + inverse, offer=offer)

    mine, theirs, other = ground.evaluate(
        """async (all) => {
          const [key, offer, message, inverse, kept] = all.map(ground.fromHex)
          const mine = await ground.keep(key, { message, inverse }, offer)
          const theirs = await ground.unkeep(key, kept, offer)
          const other = await ground.unkeep(key, kept, new Uint8Array(16))
            .catch((error) => error instanceof ground.BadWrap)
          return [ground.toHex(mine), ground.toHex(theirs.message) + ground.toHex(theirs.inverse), other]
        }""",
        [one.hex() for one in (key, offer, message, inverse, kept)],
    )

    assert len(bytes.fromhex(mine)) == letter.KEPT_SIZE
    assert letter.unkeep(key, bytes.fromhex(mine), offer=offer) == message + inverse
    assert (bytes.fromhex(theirs), other) == (message + inverse, True)


@pytest.mark.parametrize("purpose, badge", [("mailbox", ""), ("badge", "a.b.c")])
def test_proof_covers_what_is_asked(ground, purpose, badge):
    asked = {"method": "POST", "path": "/mailbox/", "challenge": "abc_-", "badge": badge}

    found = ground.evaluate(
        """async ([purpose, asked]) =>
          ground.toHex(await ground.proofMessage(purpose, { ...asked, body: ground.utf8('{"version":1}') }))""",
        [purpose, asked],
    )

    assert bytes.fromhex(found) == proof.proof_message(purpose, body=b'{"version":1}', **asked)


def test_quarters_are_named_and_good_as_in_python(ground):
    moments = [f"{year}-{month:02}-{day}T23:59:59Z" for year in (2026, 2027) for month in range(1, 13) for day in (28,)]

    found = ground.evaluate(
        """(moments) => moments.map((one) => new Date(one))
             .map((one) => [ground.quarterOf(one), ground.isGood('2026-Q4', one)])""",
        moments,
    )

    read = [datetime.strptime(one, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) for one in moments]
    assert found == [[quarters.quarter_of(one), quarters.is_good("2026-Q4", one)] for one in read]
