"""Taking flags."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from crypto import flag as flags
from crypto import keys
from crypto.flag import BadFlag
from crypto.passes import BadPass
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.models import Flag, SpentPass
from wellbeing.candles.taking import AnotherFlag, TooLate, UnknownKey


@pytest.fixture
def nothing_is_kept():
    yield
    assert list(Flag.objects.all()) == []
    assert list(SpentPass.objects.all()) == []


@pytest.mark.django_db
def test_a_flag_is_kept_sealed_and_its_pass_is_spent(make_flag, now):
    body = make_flag(lit=True)

    take_flag(body=body, now=now)

    sent = flags.Flag.read(body)
    assert [(bytes(kept.sealed), kept.day, kept.batch) for kept in Flag.objects.all()] == [
        (sent.sealed, date(2026, 11, 23), None)
    ]
    assert [(bytes(spent.key_id), bytes(spent.serial)) for spent in SpentPass.objects.all()] == [
        (sent.candle_pass.key_id, sent.candle_pass.nonce)
    ]


@pytest.mark.django_db
def test_the_same_flag_again_changes_nothing(make_flag, now):
    body = make_flag()
    take_flag(body=body, now=now)

    take_flag(body=body, now=now)

    assert Flag.objects.count() == 1


@pytest.mark.django_db
def test_another_flag_under_a_spent_pass_is_refused(make_flag, now):
    one_time = Ed25519PrivateKey.generate()
    first = make_flag(one_time=one_time)
    take_flag(body=first, now=now)

    with pytest.raises(AnotherFlag) as refused:
        take_flag(body=make_flag(one_time=one_time, lit=True), now=now)

    assert refused.value.status == 409
    assert [bytes(kept.sealed) for kept in Flag.objects.all()] == [flags.Flag.read(first).sealed]


@pytest.mark.django_db
def test_a_flag_that_was_routed_stays_spent(make_flag, now):
    body = make_flag()
    take_flag(body=body, now=now)
    Flag.objects.all().delete()

    take_flag(body=body, now=now)

    assert list(Flag.objects.all()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_pass_of_another_key_is_refused(make_flag, other_key, now):
    body = make_flag(key=other_key)

    with pytest.raises(UnknownKey) as refused:
        take_flag(body=body, now=now)

    assert refused.value.status == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_flag_for_another_router_is_refused(make_flag, now):
    body = make_flag(router=keys.sealing_public(keys.new_seed()))

    with pytest.raises(UnknownKey) as refused:
        take_flag(body=body, now=now)

    assert refused.value.status == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
@pytest.mark.parametrize("wrong", [{"purpose": "ballot"}, {"scope": "2026-12"}])
def test_a_pass_made_for_something_else_is_refused(make_flag, now, wrong):
    with pytest.raises(BadPass, match="something else"):
        take_flag(body=make_flag(**wrong), now=now)


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_pass_with_a_forged_authenticator_is_refused(make_flag, now):
    flag = flags.Flag.read(make_flag())
    forged = replace(flag, candle_pass=replace(flag.candle_pass, authenticator=bytes(255) + b"\x02"))

    with pytest.raises(BadPass, match="not genuine"):
        take_flag(body=forged.to_bytes(), now=now)


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_stolen_pass_under_another_one_time_key_is_refused(make_flag, now):
    mine, theirs = flags.Flag.read(make_flag()), flags.Flag.read(make_flag())

    with pytest.raises(BadFlag, match="another flag"):
        take_flag(body=replace(mine, candle_pass=theirs.candle_pass).to_bytes(), now=now)


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
def test_an_envelope_that_its_own_key_did_not_sign_is_refused(make_flag, now):
    mine, theirs = flags.Flag.read(make_flag()), flags.Flag.read(make_flag(lit=True))

    with pytest.raises(BadFlag, match="not signed"):
        take_flag(body=replace(mine, sealed=theirs.sealed).to_bytes(), now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, 1, 354, 9_809, 9_811])
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_flag_of_another_size_is_refused(make_flag, now, size):
    body = (make_flag() + b"\x00")[:size]

    with pytest.raises(BadFlag, match="9810 bytes"):
        take_flag(body=body, now=now)


@pytest.mark.django_db
def test_a_pass_is_good_to_the_end_of_the_third_month_after(make_flag):
    body = make_flag()

    take_flag(body=body, now=datetime(2027, 2, 28, 23, 59, 59, tzinfo=UTC))

    assert list(Flag.objects.values_list("day", flat=True)) == [date(2027, 2, 28)]


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_pass_is_refused_from_the_fourth_month_on(make_flag):
    body = make_flag()

    with pytest.raises(TooLate) as refused:
        take_flag(body=body, now=datetime(2027, 3, 1, tzinfo=UTC))

    assert refused.value.status == 410


@pytest.mark.django_db
def test_a_router_key_takes_flags_with_younger_passes_for_six_months(make_flag, other_key, pin):
    pin(other_key, month="2027-04")
    body, late = make_flag(key=other_key, scope="2027-04"), make_flag(key=other_key, scope="2027-04")

    take_flag(body=body, now=datetime(2027, 5, 31, tzinfo=UTC))
    with pytest.raises(TooLate, match="router key") as refused:
        take_flag(body=late, now=datetime(2027, 6, 1, tzinfo=UTC))

    assert refused.value.status == 410
    assert Flag.objects.count() == 1


@pytest.mark.django_db
def test_stored_rows_have_one_size_ticked_or_not(make_flag, now):
    for lit in (True, False) * 4:
        take_flag(body=make_flag(lit=lit), now=now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT pg_column_size(row), octet_length(sealed) FROM candles_flag row")
        kept = cursor.fetchall()
        cursor.execute("SELECT DISTINCT pg_column_size(row) FROM candles_spentpass row")
        spent = cursor.fetchall()
    assert [envelope for _, envelope in kept] == [9_328]
    assert len(spent) == 1


@pytest.mark.django_db(transaction=True)
def test_one_flag_sent_many_times_at_once_is_kept_once(make_flag, now):
    body = make_flag()

    def send(_):
        try:
            take_flag(body=body, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(24)))

    assert (Flag.objects.count(), SpentPass.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_flags_under_one_pass_sent_at_once_keep_the_first_alone(make_flag, now):
    one_time = Ed25519PrivateKey.generate()
    bodies = [make_flag(one_time=one_time, lit=lit) for lit in (True, False) * 4]

    def send(body):
        try:
            take_flag(body=body, now=now)
        except AnotherFlag:
            return "refused"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(send, bodies))

    assert sorted(said) == ["kept"] + ["refused"] * 7
    assert [bytes(kept.sealed) for kept in Flag.objects.all()] == [flags.Flag.read(bodies[said.index("kept")]).sealed]
