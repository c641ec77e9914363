"""Box seeds: one file a wave in KEYS_DIR, outside the database and every backup, for the worker's eyes alone."""

import base64
import json
from pathlib import Path

from django.conf import settings

from crypto import keyfile
from crypto.keys import BadKey, new_seed, sealing_public

from .models import Box


class WrongSeed(Exception):
    """KEYS_DIR does not hold the seed of this Box; counting with another would spoil every ballot."""


def make_seed(fingerprint: str) -> bytes:
    """The 32-byte seed for a Notice's Box, on the disk for good before this returns; the first one made stays."""
    return keyfile.make(_path(fingerprint), new_seed())


def read_seed(box: Box) -> bytes:
    """The 32-byte seed of `box`. Raises WrongSeed."""
    try:
        seed = keyfile.read(_path(box.notice_id))
    except (OSError, BadKey) as error:
        raise WrongSeed("KEYS_DIR holds no readable seed of this Box") from error
    if json.loads(bytes(box.document))["key"] != base64.b64encode(sealing_public(seed)).decode():
        raise WrongSeed("KEYS_DIR holds the seed of another Box")
    return seed


def kept() -> set[str]:
    """The fingerprints of the Notices whose Boxes' seeds are still there."""
    return {path.name.removeprefix("box-") for path in Path(settings.KEYS_DIR).glob("box-*")}


def destroy_seed(fingerprint: str) -> None:
    """Overwrite and remove the seed for good; nothing happens when it is gone already."""
    keyfile.destroy(_path(fingerprint))


def _path(fingerprint: str) -> Path:
    return Path(settings.KEYS_DIR) / f"box-{fingerprint}"
