"""`blind_sign`: blind signatures a second on one core, beside `openssl speed` of such a key there."""

import os
import secrets
import shutil
import subprocess
import time

from crypto.blind import blind
from crypto.keys import new_signing_key
from crypto.sign import Pen

from . import figures
from .figures import Figure

SECONDS = 1.0  # of CPU a round


class NoOpenssl(RuntimeError):
    """The program `openssl` is not on this machine, so there is nothing to compare with."""


def measure() -> Figure:
    """Signatures per second of CPU time. Raises NoOpenssl."""
    if shutil.which("openssl") is None:
        raise NoOpenssl("blind_sign is left out: the program openssl is not installed here")
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})  # openssl inherits it
    try:
        return figures.in_turn("blind_sign", "signatures/s", value=_pen, limit=_openssl)
    finally:
        os.sched_setaffinity(0, allowed)


def _pen() -> float:
    key = new_signing_key()
    pen = Pen(key)
    asked = [blind(key.public_key(), secrets.token_bytes(98)).blinded for _ in range(64)]
    started, signed = time.process_time(), 0
    while (spent := time.process_time() - started) < SECONDS:
        pen.sign(asked[signed % len(asked)])
        signed += 1
    return signed / spent


def _openssl() -> float:
    """The line `+R1:signatures:bits:seconds` of the machine-readable output."""
    command = ["openssl", "speed", "-seconds", str(int(SECONDS)), "-mr", "rsa2048"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("+R1:"))
    _, signatures, _, seconds = line.split(":")
    return int(signatures) / float(seconds)
