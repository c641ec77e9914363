"""Start a program that dies with its owner, even when the owner is killed with -9.

Run as a script this file is the short step between the two: it drops to another user when told to, asks
the kernel to signal it when its parent dies (prctl(2), PR_SET_PDEATHSIG, which survives exec) and becomes
the program. It needs nothing but the standard library, so that it starts in a few hundredths of a second.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


def start(
    command: Sequence[str | Path],
    *,
    last_signal: signal.Signals = signal.SIGTERM,
    user: pwd.struct_passwd | None = None,
    **popen: Any,
) -> subprocess.Popen[bytes]:
    """Start a command that receives `last_signal` when this process dies; as `user` when given (root only).

    The kernel watches the calling thread: call it from one that lives as long as the process. Everything
    else goes to `subprocess.Popen`; the process id is the program's own.
    """
    identity = f"{user.pw_uid}:{user.pw_gid}" if user else "-"
    leash = [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(int(last_signal)), identity]
    return subprocess.Popen([*leash, *map(str, command)], **popen)


def _drop(identity: str) -> None:
    """Become `uid:gid` for good; the groups of the owner go first, because only root may drop them."""
    uid, gid = map(int, identity.split(":"))
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _become(owner: int, last_signal: int, identity: str, command: list[str]) -> None:
    """Tie this process to its owner and turn into the command."""
    libc = ctypes.CDLL(None)  # loaded first: the other user may not be able to read the interpreter
    if identity != "-":
        _drop(identity)
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, last_signal)  # after the drop, which clears it
    if os.getppid() != owner:
        sys.exit("the owner died before its child began")
    os.execvp(command[0], command)


if __name__ == "__main__":
    _become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
