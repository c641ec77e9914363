import threading

import pytest
from django.db import connection

from crypto import keys
from crypto.installation import BadAuthorization, sign_document
from crypto.notice import BadDocument, encode, fingerprint
from surveys.ballots.deeds.pin import BadNotice, DoesNotExtend, pin
from surveys.ballots.models import Notice
from tests.surveys.ballots import town as towns


def pinned_house():
    house = towns.signed(towns.house_notice())
    pin(**house)
    return house["fingerprint"]


def wave(name, **changes):
    return towns.signed(towns.wave_notice(**({"previous": name, "house": name} | changes)))


@pytest.mark.django_db
def test_pin_when_it_extends_the_head_appends():
    house = pinned_house()
    notice = wave(house)

    assert pin(**notice) is True

    assert Notice.chain() == [house, notice["fingerprint"]]
    row = Notice.objects.get(pk=notice["fingerprint"])
    assert (bytes(row.document), row.signature) == (notice["document"], notice["signature"])
    assert row.wave == "a" * 32
    assert bytes(row.ballot_key_id) == keys.key_id(towns.spki_of("ballot"))
    assert row.deadline == towns.DEADLINE


@pytest.mark.django_db
def test_pin_when_the_same_bytes_come_again_changes_nothing():
    house = towns.signed(towns.house_notice())
    pin(**house)
    notice = wave(house["fingerprint"])
    pin(**notice)

    assert pin(**house) is False
    assert pin(**notice) is False

    assert Notice.chain() == [house["fingerprint"], notice["fingerprint"]]


@pytest.mark.django_db
def test_pin_when_another_extends_the_same_head_refuses():
    house = pinned_house()
    first = wave(house)
    pin(**first)

    with pytest.raises(DoesNotExtend):
        pin(**wave(house, wave="b" * 32, ballot_key="other"))

    assert Notice.chain() == [house, first["fingerprint"]]


@pytest.mark.django_db
def test_pin_when_a_second_chain_begins_refuses():
    house = pinned_house()

    with pytest.raises(DoesNotExtend):
        pin(**towns.signed(towns.house_notice(month="2026-12")))

    assert Notice.chain() == [house]


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", [{"previous": "0" * 64}, {"house": "0" * 64}])
def test_pin_when_what_it_names_is_not_here_refuses(unknown):
    house = pinned_house()

    with pytest.raises(DoesNotExtend):
        pin(**wave(house, **unknown))

    assert Notice.chain() == [house]


@pytest.mark.django_db
@pytest.mark.parametrize("again", [{"wave": "b" * 32}, {"ballot_key": "other"}])
def test_pin_when_a_wave_or_its_ballot_key_comes_twice_refuses(again):
    house = pinned_house()
    first = wave(house)
    pin(**first)

    with pytest.raises(DoesNotExtend):
        pin(**wave(house, previous=first["fingerprint"], **again))

    assert Notice.chain() == [house, first["fingerprint"]]


@pytest.mark.django_db
def test_pin_when_the_house_is_a_wave_refuses():
    house = pinned_house()
    first = wave(house)
    pin(**first)
    other = {"previous": first["fingerprint"], "wave": "b" * 32, "ballot_key": "other"}

    with pytest.raises(DoesNotExtend):
        pin(**wave(first["fingerprint"], **other))


@pytest.mark.django_db
def test_pin_when_the_signature_is_another_sides_refuses():
    house = towns.signed(towns.house_notice())
    forged = sign_document(b"x" * 32, house["document"])

    with pytest.raises(BadAuthorization):
        pin(**house | {"signature": forged})

    assert Notice.chain() == []


@pytest.mark.django_db
def test_pin_when_the_fingerprint_is_another_refuses():
    with pytest.raises(BadNotice):
        pin(**towns.signed(towns.house_notice()) | {"fingerprint": "0" * 64})

    assert Notice.chain() == []


@pytest.mark.django_db
@pytest.mark.parametrize("document", [b"", b"{}", b"\xff", b'{"version": 1}'])
def test_pin_when_the_document_is_none_refuses(document):
    signature = sign_document(towns.NAMED_SEED, document)

    with pytest.raises(BadDocument):
        pin(fingerprint=fingerprint(document), document=document, signature=signature)


@pytest.mark.django_db
def test_pin_when_the_document_is_no_notice_refuses():
    box = encode({"version": 1, "kind": "wave-box", "notice": "0" * 64, "key": "AAAA"})

    with pytest.raises(BadNotice):
        pin(fingerprint=fingerprint(box), document=box, signature=sign_document(towns.NAMED_SEED, box))


@pytest.mark.django_db
def test_pin_when_the_ballot_key_is_none_refuses():
    house = pinned_house()
    document = towns.wave_notice(previous=house, house=house) | {"ballot_key": "AAAA"}

    with pytest.raises(BadNotice):
        pin(**towns.signed(document))

    assert Notice.chain() == [house]


def test_pin_when_many_extend_one_head_at_once_only_one_does(transactional_db):
    house = pinned_house()
    contenders = [wave(house, wave=f"{place:032x}", ballot_key=f"race {place}") for place in range(4)]
    won = []

    def contend(notice):
        try:
            won.extend([notice["fingerprint"]] * pin(**notice))
        except DoesNotExtend:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=contend, args=[notice]) for notice in contenders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Notice.chain() == [house, *won]
    assert len(won) == 1
