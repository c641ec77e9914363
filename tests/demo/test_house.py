"""What a client reads in a house Notice and its Box, and which keepers' keys it believes."""

import pytest

from crypto import keepers
from crypto.keepers import BadRecord, fingerprint, new_secret
from crypto.keys import key_id
from demo.house import chain_of, named, record_of

from .conftest import QUARTER, SECRET, SPKI, entry_of, house


def signing(secret):
    return keepers.signing_key(secret).public_key().public_bytes_raw()


def test_entitlements_stand_as_often_as_everybody_gets_them_in_the_order_of_the_notice():
    whole = house()
    whole.notice["breaks"][0]["each"] = 2

    assert [key.kind for key in whole.entitlements()] == ["day", "day", "half-day"]
    assert {key.quarter for key in whole.entitlements()} == {QUARTER}


def test_break_key_of_a_kind_that_is_not_to_be_had_is_told():
    with pytest.raises(LookupError, match="no break of the kind sabbatical"):
        house().break_key("sabbatical")


def test_keepers_of_a_rota_without_a_key_are_told_in_a_sentence():
    assert house().keepers()["rota"] == house().keepers("hr")["rota"] == "hr"
    with pytest.raises(LookupError, match="no keepers' key has been published"):
        house().keepers("council")


def test_named_finds_a_break_key_by_its_id_alone():
    keys = house().breaks()

    assert named(keys, key_id(SPKI["break half-day"])).kind == "half-day"
    with pytest.raises(LookupError):
        named(keys, bytes(32))


def test_kind_name_is_the_kind_where_nobody_said_more():
    assert (house().kind_name("day", "de"), house().kind_name("sabbatical")) == ("day", "sabbatical")


def test_chain_of_keys_that_signed_each_other_is_believed_newest_first():
    first, second = entry_of(SECRET), new_secret()
    newer = entry_of(second, signer=SECRET, previous=fingerprint(record_of(first)))

    assert chain_of([newer, first]) == [signing(second), signing(SECRET)]


def test_chain_of_a_key_that_another_signed_is_not_believed():
    first, second = entry_of(SECRET), new_secret()
    swapped = entry_of(second, signer=second, previous=fingerprint(record_of(first)))

    with pytest.raises(BadRecord):
        chain_of([swapped, first])


def test_chain_of_a_key_whose_forerunner_nobody_shows_ends_there():
    lonely = entry_of(SECRET, previous="0" * 64)

    assert chain_of([lonely, entry_of(new_secret())]) == [signing(SECRET)]
