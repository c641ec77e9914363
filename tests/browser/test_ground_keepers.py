"""browser/ground against crypto/: keepers' keys, their records and their wrapped copies."""

import pytest

from crypto import keepers, mailbox

PASSPHRASE = "a long walk by the Å sea"  # its last letters have two spellings
KIT = mailbox.write_key(bytes(range(16)))
UNWRAP = """async ([copy, passphrase, record]) => ground.unwrapSecret(copy, passphrase, record)
  .then(ground.toHex, (error) => error instanceof ground.BadCopy)"""
READ = """(hex) => {
  try { return ground.readRecord(ground.fromHex(hex)).rota } catch (error) { return error instanceof ground.BadRecord }
}"""
CHECK = """([record, signature, signer]) =>
  ground.checkRecord(ground.fromHex(record), signature, ground.fromHex(signer))
    .then(() => 'signed', (error) => error instanceof ground.BadRecord)"""


def signing(secret):
    return keepers.signing_key(secret).public_key().public_bytes_raw().hex()


@pytest.mark.parametrize("previous", [None, "ab" * 32])
def test_record_is_written_as_the_other_side_does(either_ground, previous):
    secret = bytes(range(64))

    found = either_ground.evaluate(
        """async ([secret, previous]) =>
          ground.toHex(await ground.recordOf(ground.fromHex(secret), 'staff-council', previous))""",
        [secret.hex(), previous],
    )

    assert bytes.fromhex(found) == keepers.write_record(secret, rota="staff-council", previous=previous)


def test_record_is_believed_only_with_the_signature_of_the_one_before(either_ground):
    first, second = keepers.new_secret(), keepers.new_secret()
    record = keepers.write_record(second, rota="hr", previous="ab" * 32)
    made = either_ground.evaluate(
        "([seed, record]) => ground.signRecord(ground.fromHex(seed), ground.fromHex(record))",
        [first[32:].hex(), record.hex()],
    )

    tries = [(made, signing(first)), (made, signing(second)), (keepers.sign_record(second, record), signing(first)),
             ("", signing(first)), ("not base64", signing(first))]  # fmt: skip
    said = [either_ground.evaluate(CHECK, [record.hex(), *one]) for one in tries]

    assert said == ["signed", True, True, True, True]
    keepers.check_record(record, made, signer=bytes.fromhex(signing(first)))


@pytest.mark.parametrize(
    "alter",
    [
        lambda text: text.replace('"hr"', '"HR"'),
        lambda text: text.replace('"version":1', '"version":2'),
        lambda text: text.replace("null", '"00"'),
        lambda text: text.replace('{"previous"', '{"more":1,"previous"'),
        lambda text: text.replace(",", ", "),
        lambda text: text.replace('"signing":"', '"signing":"00'),
        lambda text: text.replace('"sealing":"', '"sealing":"AAAA'),
        lambda text: "",
        lambda text: "[]",
    ],
)
def test_record_is_refused_when_it_is_not_written_in_the_one_way(ground, alter):
    text = keepers.write_record(bytes(range(64)), rota="hr", previous=None).decode()

    assert ground.evaluate(READ, text.encode().hex()) == "hr"
    assert ground.evaluate(READ, alter(text).encode().hex()) is True


@pytest.mark.parametrize("passphrase", [PASSPHRASE, KIT])
def test_copy_of_the_browser_opens_on_the_other_side_and_back(ground, passphrase):
    secret, record = keepers.new_secret(), "cd" * 32

    mine = ground.evaluate(
        "([secret, passphrase, record]) => ground.wrapSecret(ground.fromHex(secret), passphrase, record)",
        [secret.hex(), passphrase, record],
    )
    theirs = keepers.wrap_secret(secret, passphrase, record=record)

    assert keepers.unwrap_secret(mine, passphrase, record=record) == secret
    assert ground.evaluate(UNWRAP, [theirs, passphrase, record]) == secret.hex()
    assert (mine["memory"], mine["passes"]) == (theirs["memory"], theirs["passes"])


def test_copy_opens_however_the_keyboard_spells_a_letter(ground):
    secret, record = keepers.new_secret(), "cd" * 32
    copy = keepers.wrap_secret(secret, PASSPHRASE, record=record)

    assert ground.evaluate(UNWRAP, [copy, PASSPHRASE.replace("Å", "A\u030a"), record]) == secret.hex()


@pytest.mark.parametrize("wrong", ["passphrase", "record"])
def test_copy_does_not_open_with_another_passphrase_or_for_another_record(ground, wrong):
    copy = keepers.wrap_secret(keepers.new_secret(), PASSPHRASE, record="cd" * 32)
    asked = {"passphrase": PASSPHRASE, "record": "cd" * 32} | {wrong: "ef" * 32}

    assert ground.evaluate(UNWRAP, [copy, asked["passphrase"], asked["record"]]) is True


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"kdf": "scrypt"}, {"memory": 1 << 21}, {"memory": "47104"}, {"passes": 0}, {"passes": 11},
        {"salt": "00"}, {"sealed": "AAAA"}, {"sealed": None}, {"more": 1},
    ],
)  # fmt: skip
def test_copy_is_refused_before_any_work_when_it_has_another_shape(ground, change):
    copy = {"version": 1, "kdf": "argon2id", "memory": 64, "passes": 1, "salt": "00" * 16, "sealed": "A" * 123 + "="}

    refused = ground.evaluate(
        """(copy) => {
          try { ground.readCopy(copy); return 'read' } catch (error) { return error instanceof ground.BadCopy }
        }""",
        copy | change,
    )

    assert refused is True


def test_page_stays_alive_while_a_passphrase_is_stretched(ground):
    copy = {"version": 1, "kdf": "argon2id", "memory": 47104, "passes": 6, "salt": "00" * 16, "sealed": "A" * 123 + "="}

    told, frames = ground.evaluate(
        """async (copy) => {
          let frames = 0, over = false
          const frame = () => { frames++; if (!over) requestAnimationFrame(frame) }
          requestAnimationFrame(frame)
          const told = []
          await ground.unwrapSecret(copy, 'a passphrase', 'cd', (part) => told.push(part)).catch(() => {})
          over = true
          return [told, frames]
        }""",
        copy,
    )

    assert frames >= 4
    assert 0 < told[0] < told[-1] == 1
