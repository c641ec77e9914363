import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto import keyfile, keys

SEED = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "box-1"


def test_make_when_nothing_is_there_keeps_the_seed_for_its_owner_alone(path):
    assert keyfile.make(path, SEED) == keyfile.read(path) == SEED

    assert path.read_text() == SEED.hex() + "\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_make_when_a_seed_is_there_gives_that_one(path):
    keyfile.make(path, SEED)

    assert keyfile.make(path, keys.new_seed()) == SEED
    assert keyfile.read(path) == SEED


def test_make_when_many_ask_at_once_gives_all_the_same_and_leaves_no_draft(path):
    with ThreadPoolExecutor(8) as pool:
        seeds = list(pool.map(lambda _: keyfile.make(path, keys.new_seed()), range(32)))

    assert set(seeds) == {keyfile.read(path)}
    assert list(path.parent.iterdir()) == [path]


def test_make_when_something_else_is_there_leaves_it(path):
    path.parent.mkdir()
    path.write_text("a letter")

    with pytest.raises(keys.BadKey, match="is not a key file"):
        keyfile.make(path, SEED)

    assert path.read_text() == "a letter"


def test_make_when_it_returns_has_file_and_folder_on_the_disk(path, monkeypatch):
    settled = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda at: (settled.append(os.readlink(f"/proc/self/fd/{at}")), fsync(at)))

    keyfile.make(path, SEED)

    draft, folder = settled
    assert draft.startswith(f"{path.parent}/.{path.name}-")
    assert folder == str(path.parent)


@pytest.mark.parametrize("content", [b"", b"00", b"zz" * 32, b"ab" * 33, bytes(65), "é".encode() * 32])
def test_read_when_the_file_is_something_else(path, content):
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(keys.BadKey):
        keyfile.read(path)


@given(st.binary(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_when_given_noise_raises_one_error_or_gives_a_seed(tmp_path, noise):
    (tmp_path / "noise").write_bytes(noise)

    try:
        seed = keyfile.read(tmp_path / "noise")
    except keys.BadKey:
        return

    assert len(seed) == keys.SEED_SIZE


def test_read_when_there_is_no_file(path):
    with pytest.raises(FileNotFoundError):
        keyfile.read(path)


def test_destroy_when_the_file_has_another_name_still_overwrites_it(path, tmp_path):
    keyfile.make(path, SEED)
    (tmp_path / "forgotten copy").hardlink_to(path)

    keyfile.destroy(path)

    assert list(path.parent.iterdir()) == []
    assert (tmp_path / "forgotten copy").read_bytes() == bytes(65)


def test_destroy_when_it_is_gone_already_does_nothing(path):
    keyfile.destroy(path)
    keyfile.make(path, SEED)

    keyfile.destroy(path)
    keyfile.destroy(path)

    assert list(path.parent.iterdir()) == []


def test_make_when_the_folders_above_are_missing_makes_them_all(tmp_path):
    path = tmp_path / "var" / "side" / "keys" / "box-1"

    assert keyfile.make(path, SEED) == SEED
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
