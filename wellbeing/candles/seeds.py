"""Router seeds: one file a month in KEYS_DIR, outside the database and every backup, for the worker's eyes alone."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from crypto.keys import BadKey, new_seed, sealing_public

from .models import RouterKey


class WrongKeys(Exception):
    """KEYS_DIR does not hold the seed of a router key; nothing may be burned because of that."""


def make_seed(month: str) -> bytes:
    """The month's 32-byte seed, on the disk for good before this returns; made once by however many workers."""
    target = _path(month)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not target.exists():
        _put(target, new_seed().hex())
    return bytes.fromhex(target.read_text("ascii"))


def read_seed(router: RouterKey) -> bytes:
    """The 32-byte seed of `router`. Raises WrongKeys."""
    try:
        seed = bytes.fromhex(_path(router.month).read_text("ascii"))
        matches = hashlib.sha256(sealing_public(seed)).digest() == bytes(router.id)
    except (OSError, ValueError, BadKey) as error:
        raise WrongKeys(f"KEYS_DIR holds no readable router key of {router.month}") from error
    if not matches:
        raise WrongKeys(f"KEYS_DIR holds another router key of {router.month}")
    return seed


def destroy_seed(month: str) -> None:
    """Remove the month's seed for good; nothing happens when it is gone already."""
    _path(month).unlink(missing_ok=True)
    if _path(month).parent.exists():
        _settle(_path(month).parent)


def _path(month: str) -> Path:
    return Path(settings.KEYS_DIR) / f"router-{month}"


def _put(target: Path, text: str) -> None:
    """Whole or not at all: the file gets its name only when its bytes are on the disk, and the first name stays."""
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".router-")  # mkstemp gives mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)
    except FileExistsError:
        pass  # another worker was first, and its seed is the one
    finally:
        os.unlink(draft)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
