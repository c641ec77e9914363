import base64
import hashlib
import runpy
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
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


def verify(signature, message):
    Ed25519PublicKey.from_public_bytes(PUBLIC).verify(base64.b64decode(signature, validate=True), message)


def test_sign_document_signs_this():
    verify(installation.sign_document(SEED, b"{}"), b"windbreak document 1\0{}")

    installation.check_document(PUBLIC, b"{}", installation.sign_document(SEED, b"{}"))


def test_sign_request_signs_this():
    headers = installation.sign_request(SEED, **REQUEST, now=NOW)

    assert headers == {"Windbreak-Date": "1793534400", "Windbreak-Authorization": headers["Windbreak-Authorization"]}
    verify(
        headers["Windbreak-Authorization"],
        b"windbreak request 1\0PUT\0/notices/x/\x001793534400\0" + hashlib.sha256(b"{}").digest(),
    )
    assert installation.SIGNATURE_HEADER == "Windbreak-Signature"


@pytest.mark.parametrize("seconds", [-900, 900])
def test_check_request_when_the_clocks_differ_by_a_quarter_of_an_hour(seconds):
    headers = installation.sign_request(SEED, **REQUEST, now=NOW)

    installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW + timedelta(seconds=seconds))
    past = NOW + timedelta(seconds=seconds + seconds / 900)
    with pytest.raises(installation.BadAuthorization, match="15 minutes") as refused:
        installation.check_request(PUBLIC, **REQUEST, headers=headers, now=past)

    assert refused.value.status == 401


@pytest.mark.parametrize(
    "date, sentence",
    [("9" * 12, "15 minutes"), ("9" * 13, "no date"), ("", "no date"), ("-1", "no date"), ("\u0661", "no date")],
)
def test_check_request_when_the_date_is_none(date, sentence):
    headers = installation.sign_request(SEED, **REQUEST, now=NOW) | {installation.DATE_HEADER: date}

    with pytest.raises(installation.BadAuthorization, match=sentence):
        installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW)


@pytest.mark.parametrize("header, sentence", [("Windbreak-Date", "no date"), ("Windbreak-Authorization", "not signed")])
def test_check_request_when_a_header_is_missing(header, sentence):
    headers = installation.sign_request(SEED, **REQUEST, now=NOW)
    del headers[header]

    with pytest.raises(installation.BadAuthorization, match=sentence):
        installation.check_request(PUBLIC, **REQUEST, headers=headers, now=NOW)


def test_check_document_when_characters_are_put_between():
    with pytest.raises(installation.BadAuthorization):
        installation.check_document(PUBLIC, b"{}", "*" + installation.sign_document(SEED, b"{}"))


def test_read_seed_when_given_the_name_of_a_file(tmp_path):
    (tmp_path / "key").write_text(SEED.hex())

    assert installation.read_seed(str(tmp_path / "key")) == SEED


def test_run_as_a_programme_prints_the_public_half(tmp_path, capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "crypto.installation")
    monkeypatch.setattr("sys.argv", ["installation", str(tmp_path / "key")])

    runpy.run_module("crypto.installation", run_name="__main__")

    assert capsys.readouterr().out == installation.make_key_file(tmp_path / "key").hex() + "\n"
