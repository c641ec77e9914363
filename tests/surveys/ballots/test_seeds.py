from pathlib import Path

import pytest

from surveys.ballots import seeds
from surveys.ballots.models import Box

NAME = "f" * 64


def file_of(settings, name=NAME):
    return Path(settings.KEYS_DIR) / f"box-{name}"


def test_make_seed_when_there_is_one_keeps_it():
    assert seeds.make_seed(NAME) == seeds.make_seed(NAME)
    assert seeds.kept() == {NAME}


def test_destroy_seed_when_it_has_another_name_still_overwrites_it(settings, tmp_path):
    seed = seeds.make_seed(NAME)
    (tmp_path / "forgotten copy").hardlink_to(file_of(settings))

    seeds.destroy_seed(NAME)

    assert seeds.kept() == set()
    assert seed.hex() not in (tmp_path / "forgotten copy").read_text()


def test_destroy_seed_when_it_is_gone_does_nothing():
    seeds.make_seed(NAME)
    seeds.destroy_seed(NAME)

    seeds.destroy_seed(NAME)

    assert seeds.kept() == set()


def test_kept_when_there_is_no_folder_is_empty():
    assert seeds.kept() == set()


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31, "ab" * 32])
def test_read_seed_when_the_file_is_not_the_boxs_refuses(town, settings, content):
    file_of(settings, town.fingerprint).write_text(content)

    with pytest.raises(seeds.WrongSeed):
        seeds.read_seed(Box.objects.get())


def test_read_seed_when_the_file_is_gone_refuses(town, settings):
    file_of(settings, town.fingerprint).unlink()

    with pytest.raises(seeds.WrongSeed):
        seeds.read_seed(Box.objects.get())
