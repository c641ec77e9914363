"""Router seeds on the disk."""

import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from crypto.keys import sealing_public
from wellbeing.candles.models import RouterKey
from wellbeing.candles.seeds import WrongKeys, destroy_seed, make_seed, read_seed


def router_of(seed, month="2026-11"):
    public = sealing_public(seed)
    return RouterKey(id=hashlib.sha256(public).digest(), month=month, public=public)


def test_a_seed_is_made_once_however_many_ask(worker):
    with ThreadPoolExecutor(8) as pool:
        seeds = list(pool.map(make_seed, ["2026-11"] * 16))

    assert len(set(seeds)) == 1
    assert list((worker / "keys").iterdir()) == [worker / "keys" / "router-2026-11"]


def test_folder_and_file_are_for_the_worker_alone(worker):
    make_seed("2026-11")

    assert stat.S_IMODE((worker / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((worker / "keys" / "router-2026-11").stat().st_mode) == 0o600


def test_the_seed_that_was_made_is_read_again(worker):
    seed = make_seed("2026-11")

    assert read_seed(router_of(seed)) == seed


def test_reading_is_refused_when_the_file_belongs_to_another_key(worker):
    make_seed("2026-11")

    with pytest.raises(WrongKeys, match="another router key"):
        read_seed(router_of(bytes(32)))


@pytest.mark.parametrize("text", ["", "00", "not hex", "é" * 64])
def test_reading_is_refused_when_the_file_is_spoiled(worker, text):
    seed = make_seed("2026-11")
    (worker / "keys" / "router-2026-11").write_text(text)

    with pytest.raises(WrongKeys, match="no readable"):
        read_seed(router_of(seed))


def test_a_destroyed_seed_is_gone_and_may_be_destroyed_again(worker):
    destroy_seed("2026-11")
    make_seed("2026-11")

    destroy_seed("2026-11")
    destroy_seed("2026-11")

    assert list((worker / "keys").iterdir()) == []
