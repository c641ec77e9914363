import base64
import os
import stat
import threading
from pathlib import Path

import pytest
from django.db import connection

from crypto import notice as notices
from crypto.installation import check_document
from crypto.keys import sealing_public
from surveys.ballots.deeds.make_box import make_box
from surveys.ballots.deeds.pin import pin
from surveys.ballots.models import Box
from surveys.ballots.seeds import make_seed, read_seed
from tests.surveys.ballots import town as towns


def pinned_wave():
    house = towns.signed(towns.house_notice())
    pin(**house)
    name = house["fingerprint"]
    wave = towns.signed(towns.wave_notice(previous=name, house=name))
    pin(**wave)
    return wave["fingerprint"]


@pytest.mark.django_db
def test_make_box_when_there_is_none_signs_one_and_keeps_the_seed_apart(settings, worker):
    name = pinned_wave()

    make_box(fingerprint=name)

    box = Box.objects.get(pk=name)
    document = notices.read(bytes(box.document), kind="wave-box")
    check_document(worker, bytes(box.document), box.signature)
    assert box.state == Box.State.OPEN
    assert bytes(box.signer) == worker
    assert document["notice"] == name
    assert base64.b64decode(document["key"]) == sealing_public(read_seed(box))
    (file,) = Path(settings.KEYS_DIR).iterdir()
    assert file.name == f"box-{name}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(os.stat(settings.KEYS_DIR).st_mode) == 0o700


@pytest.mark.django_db
def test_make_box_when_there_is_one_keeps_it():
    name = pinned_wave()
    make_box(fingerprint=name)
    before = bytes(Box.objects.get(pk=name).document)

    make_box(fingerprint=name)

    assert bytes(Box.objects.get(pk=name).document) == before


@pytest.mark.django_db
def test_make_box_when_a_crash_left_the_seed_alone_uses_it():
    name = pinned_wave()
    seed = make_seed(name)

    make_box(fingerprint=name)

    assert read_seed(Box.objects.get(pk=name)) == seed


def test_make_box_when_many_workers_do_makes_one(transactional_db):
    name = pinned_wave()
    failed = []

    def work():
        try:
            make_box(fingerprint=name)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len(read_seed(Box.objects.get(pk=name))) == 32
