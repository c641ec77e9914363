"""Box seeds: one file a wave in KEYS_DIR, outside the database and every backup, for the worker's eyes alone."""

import base64
import json
import os
import tempfile
from pathlib import Path

from django.conf import settings

from crypto.keys import SEED_SIZE, BadKey, new_seed, sealing_public

from .models import Box


class WrongSeed(Exception):
    """KEYS_DIR does not hold the seed of this Box; counting with another would spoil every ballot."""


def make_seed(fingerprint: str) -> bytes:
    """The 32-byte seed for a Notice's Box, on the disk for good before this returns; the first one made stays."""
    path = _path(fingerprint)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _put(path, new_seed().hex())
    _settle(path.parent)
    return bytes.fromhex(path.read_text("ascii"))


def read_seed(box: Box) -> bytes:
    """The 32-byte seed of `box`. Raises WrongSeed."""
    try:
        seed = bytes.fromhex(_path(box.notice_id).read_text("ascii"))
        public = base64.b64encode(sealing_public(seed)).decode()
        matches = json.loads(bytes(box.document))["key"] == public
    except (OSError, ValueError, BadKey) as error:
        raise WrongSeed("KEYS_DIR holds no readable seed of this Box") from error
    if not matches:
        raise WrongSeed("KEYS_DIR holds the seed of another Box")
    return seed


def kept() -> set[str]:
    """The fingerprints of the Notices whose Boxes' seeds are still there."""
    return {path.name.removeprefix("box-") for path in Path(settings.KEYS_DIR).glob("box-*")}


def destroy_seed(fingerprint: str) -> None:
    """Overwrite and remove the seed for good; nothing happens when it is gone already."""
    path = _path(fingerprint)
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        os.write(descriptor, b"0" * 2 * SEED_SIZE)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    path.unlink(missing_ok=True)
    _settle(path.parent)


def _path(fingerprint: str) -> Path:
    return Path(settings.KEYS_DIR) / f"box-{fingerprint}"


def _put(path: Path, text: str) -> None:
    """Whole or not at all: the file gets its name only when its bytes are on the disk, and the first name stays."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".box-")  # mkstemp gives mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass  # another worker was first, and its seed is the one
    finally:
        os.unlink(draft)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
