"""Key files: a 32-byte seed as 64 hex digits, for its owner's eyes alone; there for good once made, gone for good."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from .keys import SEED_SIZE, BadKey


def make(path: Path, seed: bytes) -> bytes:
    """Keep `seed` at `path`; the seed that is there, on the disk for good, since the first one made stays.

    However many processes ask at once, all get the same. The folder is made when it is missing. Raises BadKey when
    something else is at `path`.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _put(path, seed)
    _settle(path.parent)  # also when another process made it: that one may not have come so far
    return read(path)


def read(path: Path) -> bytes:
    """The 32-byte seed. Raises BadKey; OSError where it cannot be read."""
    try:
        seed = bytes.fromhex(path.read_text("ascii"))
    except ValueError as error:
        raise BadKey(f"{path} is not a key file") from error
    if len(seed) != SEED_SIZE:
        raise BadKey(f"{path} is not a key file")
    return seed


def destroy(path: Path) -> None:
    """Overwrite and remove the file for good; nothing happens when it is gone already."""
    with suppress(FileNotFoundError):
        _overwrite(path)
        path.unlink()
    if path.parent.exists():
        _settle(path.parent)


def _put(path: Path, seed: bytes) -> None:
    """Whole or not at all: the file gets its name only when its bytes are on the disk, and the first name stays."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp gives mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(seed.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first, and its seed is the one
            os.link(draft, path)
    finally:
        os.unlink(draft)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(os.fstat(file.fileno()).st_size))
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Names are on the disk only when their folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
