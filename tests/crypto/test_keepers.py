import base64
import json

import pytest
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
