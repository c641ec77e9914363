from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import installation, keys

SEED = b"i" * 32
PUBLIC = keys.installation_public(SEED)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
REQUEST = {"method": "PUT", "path": "/notices/x/", "body": b"{}"}


def test_check_request_when_signed_by_the_installation():
    headers = installation.sign_request(SEED, **REQUEST, now=NOW)

    installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW + timedelta(minutes=14))


@pytest.mark.parametrize("change", [{"method": "GET"}, {"path": "/notices/y/"}, {"body": b"{ }"}])
def test_check_request_when_anything_was_altered(change):
    headers = installation.sign_request(SEED, **REQUEST, now=NOW)

    with pytest.raises(installation.BadAuthorization):
        installation.check_request(PUBLIC, **{**REQUEST, **change}, headers=headers, now=NOW)


@pytest.mark.parametrize("minutes", [-16, 16])
def test_check_request_when_replayed_at_another_time(minutes):
    headers = installation.sign_request(SEED, **REQUEST, now=NOW)

    with pytest.raises(installation.BadAuthorization, match="clocks"):
        installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW + timedelta(minutes=minutes))


@given(st.dictionaries(st.sampled_from([installation.DATE_HEADER, installation.AUTHORIZATION_HEADER]), st.text()))
def test_check_request_when_the_headers_are_noise_raises_one_error(headers):
    with pytest.raises(installation.BadAuthorization):
        installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW)


def test_check_document_when_another_installation_signed():
    signature = installation.sign_document(b"j" * 32, b"document")

    with pytest.raises(installation.BadAuthorization):
        installation.check_document(PUBLIC, b"document", signature)


def test_a_document_signature_when_shown_as_a_request_is_refused():
    date = str(int(NOW.timestamp()))
    headers = {
        installation.DATE_HEADER: date,
        installation.AUTHORIZATION_HEADER: installation.sign_document(SEED, b"{}"),
    }

    with pytest.raises(installation.BadAuthorization):
        installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW)


def test_make_key_file_when_it_is_there_already_keeps_it(tmp_path):
    path = tmp_path / "installation.key"

    first, second = installation.make_key_file(path), installation.make_key_file(path)

    assert first == second == keys.installation_public(installation.read_seed(path))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"00", b"zz" * 32, "ä".encode() * 32])
def test_read_seed_when_the_file_is_something_else(tmp_path, content):
    path = tmp_path / "installation.key"
    path.write_bytes(content)

    with pytest.raises(keys.BadKey):
        installation.read_seed(path)
