"""Router seeds: one file a month in KEYS_DIR, outside the database and every backup, for the worker's eyes alone."""

import hashlib
from pathlib import Path

from django.conf import settings

from crypto import keyfile
from crypto.keys import BadKey, new_seed, sealing_public

from .models import RouterKey


class WrongKeys(Exception):
    """KEYS_DIR does not hold the seed of a router key; nothing may be burned because of that."""


def make_seed(month: str) -> bytes:
    """The month's 32-byte seed, on the disk for good before this returns; made once by however many workers."""
    return keyfile.make(_path(month), new_seed())


def read_seed(router: RouterKey) -> bytes:
    """The 32-byte seed of `router`. Raises WrongKeys."""
    try:
        seed = keyfile.read(_path(router.month))
    except (OSError, BadKey) as error:
        raise WrongKeys(f"KEYS_DIR holds no readable router key of {router.month}") from error
    if hashlib.sha256(sealing_public(seed)).digest() != bytes(router.id):
        raise WrongKeys(f"KEYS_DIR holds another router key of {router.month}")
    return seed


def destroy_seed(month: str) -> None:
    """Overwrite and remove the month's seed for good; nothing happens when it is gone already."""
    keyfile.destroy(_path(month))


def _path(month: str) -> Path:
    return Path(settings.KEYS_DIR) / f"router-{month}"
