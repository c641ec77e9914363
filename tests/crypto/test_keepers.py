import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import keepers
from crypto.keys import sealing_public

SECRET = bytes(range(64))
OTHER = bytes(reversed(range(64)))
PASSPHRASE = "a quiet harbour at night"


@pytest.fixture(scope="module")
def record():
    return keepers.write_record(SECRET, rota="hr", previous=None)


@pytest.fixture(scope="module")
def copy(record):
    return keepers.wrap_secret(SECRET, PASSPHRASE, record=keepers.fingerprint(record))


def signer(secret):
    return keepers.signing_key(secret).public_key().public_bytes_raw()


def test_read_record_when_written_by_us(record):
    fields = keepers.read_record(record)

    assert base64.b64decode(fields["sealing"]) == sealing_public(SECRET[:32])
    assert bytes.fromhex(fields["signing"]) == signer(SECRET)
    assert (fields["rota"], fields["previous"]) == ("hr", None)


def test_check_record_when_the_first_signs_itself_and_the_next_is_signed_by_the_first(record):
    following = keepers.write_record(OTHER, rota="hr", previous=keepers.fingerprint(record))

    keepers.check_record(record, keepers.sign_record(SECRET, record), signer=signer(SECRET))
    keepers.check_record(following, keepers.sign_record(SECRET, following), signer=signer(SECRET))


def test_check_record_when_signed_by_another_or_altered(record):
    signature = keepers.sign_record(SECRET, record)

    with pytest.raises(keepers.BadRecord):
        keepers.check_record(record, keepers.sign_record(OTHER, record), signer=signer(SECRET))
    with pytest.raises(keepers.BadRecord):
        keepers.check_record(record.replace(b'"hr"', b'"bo"'), signature, signer=signer(SECRET))


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"rota": "HR"}, {"previous": "x"}, {"previous": 7}, {"sealing": "QUJD"}, {"sealing": 1},
        {"signing": "AB" * 32}, {"more": 1},
    ],
)  # fmt: skip
def test_read_record_when_a_field_is_wrong(record, change):
    altered = json.dumps(json.loads(record) | change, sort_keys=True, separators=(",", ":")).encode()

    with pytest.raises(keepers.BadRecord):
        keepers.read_record(altered)


def test_read_record_when_spelled_otherwise(record):
    with pytest.raises(keepers.BadRecord):
        keepers.read_record(record.replace(b":", b": "))


@given(st.binary(max_size=80) | st.sampled_from([b"[" * 9000, b"null", b'"\\ud800"']))
def test_read_record_when_given_noise_raises_one_error(noise):
    with pytest.raises(keepers.BadRecord):
        keepers.read_record(noise)


def test_unwrap_secret_when_the_passphrase_is_right_however_its_letters_are_composed(record):
    name = keepers.fingerprint(record)
    copy = keepers.wrap_secret(SECRET, "cafe\u0301 au lait", record=name)

    assert keepers.unwrap_secret(copy, "caf\u00e9 au lait", record=name) == SECRET


def test_unwrap_secret_when_the_passphrase_is_wrong_or_the_copy_belongs_to_other_keys(record, copy):
    with pytest.raises(keepers.BadCopy):
        keepers.unwrap_secret(copy, PASSPHRASE + ".", record=keepers.fingerprint(record))
    with pytest.raises(keepers.BadCopy):
        keepers.unwrap_secret(copy, PASSPHRASE, record="0" * 64)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"version": True}, {"kdf": "scrypt"}, {"memory": 1 << 21}, {"memory": 7}, {"passes": 0},
        {"passes": 11}, {"passes": 1.0}, {"salt": "00"}, {"salt": None}, {"sealed": "QUJD"}, {"sealed": 7}, {"more": 1},
    ],
)  # fmt: skip
def test_check_copy_when_a_field_is_wrong(copy, change):
    keepers.check_copy(copy)

    with pytest.raises(keepers.BadCopy):
        keepers.check_copy(copy | change)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=200)
@given(JSON, st.sampled_from(["kdf", "memory", "passes", "salt", "sealed", "version"]))
def test_check_copy_when_given_noise_raises_one_error_or_accepts_what_can_be_opened(copy, noise, field):
    with pytest.raises(keepers.BadCopy):
        keepers.check_copy(noise)
    try:
        keepers.check_copy(copy | {field: noise})
    except keepers.BadCopy:
        return

    assert field in ("memory", "passes")
    assert type(noise) is int or noise == copy[field]


def test_write_record_has_one_spelling():
    written = keepers.write_record(SECRET, rota="hr", previous="ab" * 32)

    sealing = base64.b64encode(sealing_public(SECRET[:32])).decode()
    assert written.decode() == (
        f'{{"previous":"{"ab" * 32}","rota":"hr","sealing":"{sealing}","signing":"{signer(SECRET).hex()}","version":1}}'
    )
    assert keepers.read_record(written)["previous"] == "ab" * 32
    assert keepers.fingerprint(written) == hashlib.sha256(written).hexdigest()


def test_the_secret_is_a_sealing_seed_and_a_signing_seed():
    assert keepers.signing_key(SECRET).private_bytes_raw() == bytes(range(32, 64))
    assert len(keepers.new_secret()) == 64
    assert keepers.new_secret() != keepers.new_secret()


def test_sign_record_signs_this(record):
    signature = base64.b64decode(keepers.sign_record(SECRET, record), validate=True)

    keepers.signing_key(SECRET).public_key().verify(signature, b"windbreak keepers 1\0" + record)


def test_check_record_when_characters_are_put_between(record):
    with pytest.raises(keepers.BadRecord, match="not signed"):
        keepers.check_record(record, "*" + keepers.sign_record(SECRET, record), signer=signer(SECRET))


@pytest.mark.parametrize(
    "change",
    [
        {"version": True}, {"version": 1.0}, {"rota": "r" * 21}, {"rota": ""}, {"previous": "ab" * 33},
        {"signing": "ab" * 33}, {"signing": None}, {"rota": None},
    ],
)  # fmt: skip
def test_read_record_when_a_field_is_just_past_what_it_may_be(record, change):
    altered = json.dumps(json.loads(record) | change, sort_keys=True, separators=(",", ":")).encode()

    with pytest.raises(keepers.BadRecord, match="not keepers' keys"):
        keepers.read_record(altered)


def test_read_record_when_the_sealing_key_has_characters_between(record):
    with pytest.raises(keepers.BadRecord):
        keepers.read_record(record.replace(b'"sealing":"', b'"sealing":"*'))


def test_read_record_when_its_rota_has_twenty_letters():
    record = keepers.write_record(SECRET, rota="a-rota-of-20-letters", previous=None)

    assert keepers.read_record(record)["rota"] == "a-rota-of-20-letters"


def test_wrap_secret_is_argon2id_and_aes_gcm(record, copy):
    salt, sealed = bytes.fromhex(copy["salt"]), base64.b64decode(copy["sealed"], validate=True)
    shape = {"version": 1, "kdf": "argon2id", "memory": 47104, "passes": 1}

    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=47104).derive(PASSPHRASE.encode())

    assert {name: copy[name] for name in copy.keys() - {"salt", "sealed"}} == shape
    assert len(salt) == 16
    opened = AESGCM(key).decrypt(sealed[:12], sealed[12:], b"keepers " + keepers.fingerprint(record).encode())
    assert opened == SECRET


def test_wrap_secret_when_wrapped_twice_has_two_salts(record, copy):
    assert keepers.wrap_secret(SECRET, PASSPHRASE, record=keepers.fingerprint(record))["salt"] != copy["salt"]


def test_unwrap_secret_when_another_browser_took_other_work(record):
    salt, context = b"s" * 16, b"keepers " + keepers.fingerprint(record).encode()
    key = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=64).derive("caf\u00e9".encode())
    sealed = bytes(12) + AESGCM(key).encrypt(bytes(12), SECRET, context)
    copy = {
        "version": 1, "kdf": "argon2id", "memory": 64, "passes": 2, "salt": salt.hex(),
        "sealed": base64.b64encode(sealed).decode(),
    }  # fmt: skip

    assert keepers.unwrap_secret(copy, "cafe\u0301", record=keepers.fingerprint(record)) == SECRET
    with pytest.raises(keepers.BadCopy, match="does not open"):
        keepers.unwrap_secret(copy, "cafe", record=keepers.fingerprint(record))


@pytest.mark.parametrize("change", [{"memory": 8}, {"memory": 1 << 20}, {"passes": 1}, {"passes": 10}])
def test_check_copy_when_the_work_is_the_least_or_the_most(copy, change):
    keepers.check_copy(copy | change)


@pytest.mark.parametrize(
    "change",
    [
        {"memory": (1 << 20) + 1}, {"memory": 64.0}, {"memory": True}, {"version": 1.0}, {"salt": "00" * 17},
        {"salt": "AB" * 16}, {"sealed": base64.b64encode(bytes(91)).decode()},
        {"sealed": base64.b64encode(bytes(93)).decode()}, {"sealed": "*" + base64.b64encode(bytes(92)).decode()},
    ],
)  # fmt: skip
def test_check_copy_when_a_field_is_just_past_what_it_may_be(copy, change):
    with pytest.raises(keepers.BadCopy, match="not a wrapped copy"):
        keepers.check_copy(copy | change)
