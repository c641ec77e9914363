"""Making house Boxes."""

import base64
import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from crypto import keys, notice
from crypto.installation import check_document, read_seed
from wellbeing.candles.deeds.make_house_box import make_house_box
from wellbeing.candles.models import BreakKey, HouseBox, RouterKey


@pytest.mark.django_db
def test_the_box_names_the_router_key_and_is_signed(house, worker):
    box = HouseBox.objects.get()
    public = base64.b64decode(house["router"]["key"])

    check_document(keys.installation_public(read_seed(worker / "installation")), bytes(box.document), box.signature)
    assert notice.read(bytes(box.document), kind="house-box")["notice"] == box.notice
    assert bytes(RouterKey.objects.get(month="2026-11").id) == hashlib.sha256(public).digest()


@pytest.mark.django_db
def test_the_seed_is_a_file_for_the_worker_alone_and_not_in_the_database(house, worker):
    file = worker / "keys" / "router-2026-11"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.sealing_public(bytes.fromhex(file.read_text())) == base64.b64decode(house["router"]["key"])
    assert list((worker / "keys").iterdir()) == [file]


@pytest.mark.django_db
def test_making_again_changes_nothing(house):
    before = list(HouseBox.objects.values())

    make_house_box()

    assert list(HouseBox.objects.values()) == before


@pytest.mark.django_db
def test_a_second_notice_of_the_month_gets_the_same_router_key(house, other_key, pin):
    pin(other_key)

    make_house_box()

    boxes = [notice.read(bytes(box.document)) for box in HouseBox.objects.all()]
    assert [box["router"] for box in boxes] == [house["router"]] * 2


@pytest.mark.django_db
def test_a_seed_left_by_a_crash_before_its_row_is_used(worker, candle_key, pin):
    pin(candle_key)
    seed = keys.new_seed()
    (worker / "keys").mkdir()
    (worker / "keys" / "router-2026-11").write_text(seed.hex())

    make_house_box()

    assert bytes(RouterKey.objects.get().public) == keys.sealing_public(seed)


@pytest.mark.django_db
def test_no_box_appears_when_the_installation_key_cannot_be_read(worker, candle_key, pin):
    pin(candle_key)
    (worker / "installation").unlink()

    with pytest.raises(FileNotFoundError):
        make_house_box()

    assert list(HouseBox.objects.values_list("document", flat=True)) == [None]


@pytest.mark.django_db(transaction=True)
def test_many_workers_make_one_box_and_one_key(worker, candle_key, pin):
    pin(candle_key)

    def work(_):
        try:
            make_house_box()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))

    box, router = HouseBox.objects.get(), RouterKey.objects.get()
    seed = bytes.fromhex((worker / "keys" / "router-2026-11").read_text())
    assert bytes(router.public) == keys.sealing_public(seed)
    assert base64.b64decode(notice.read(bytes(box.document))["router"]["key"]) == bytes(router.public)


@pytest.mark.django_db
def test_the_box_names_a_break_key_for_each_entitlement_key_in_their_order(house):
    named = [(entry["kind"], entry["quarter"]) for entry in house["breaks"]]

    assert named == [("day", "2026-Q4"), ("half-day", "2026-Q4")]
    kept = {key.kind: bytes(key.spki) for key in BreakKey.objects.all()}
    assert {entry["kind"]: base64.b64decode(entry["key"]) for entry in house["breaks"]} == kept


@pytest.mark.django_db
def test_a_second_notice_of_the_quarter_gets_the_same_break_keys(house, other_key, pin):
    pin(other_key)

    make_house_box()

    boxes = [notice.read(bytes(box.document)) for box in HouseBox.objects.all()]
    assert [box["breaks"] for box in boxes] == [house["breaks"]] * 2


@pytest.mark.django_db
def test_a_house_without_rest_gets_a_box_without_break_keys(worker, candle_key, pin):
    pin(candle_key, rest={})

    make_house_box()

    assert notice.read(bytes(HouseBox.objects.get().document))["breaks"] == []
