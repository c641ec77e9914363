"""The rounds of `count`, inside a worker of the nameless side: fill a box, count it, open as many alone."""

import base64
import json
import os
import time
from datetime import UTC, datetime, timedelta

from crypto.installation import read_seed, sign_document
from crypto.notice import fingerprint, read
from crypto.seal import Envelope
from crypto.unseal import Knife
from surveys.ballots import seeds
from surveys.ballots.deeds.cast import cast
from surveys.ballots.deeds.count import count
from surveys.ballots.deeds.keep_keys import keep_keys
from surveys.ballots.deeds.make_box import make_box
from surveys.ballots.deeds.pin import pin
from surveys.ballots.models import Box
from surveys.ballots.papers import box_of, report_of

from .figures import ROUNDS
from .pinned import COHORTS, Wave

BALLOTS = 6000  # a round: enough that the release, which costs the same for any number, weighs as it would in use
LATER = timedelta(days=3)  # past the close and the grace of every wave here


def main() -> None:
    """Print pairs of rates, counting and then opening, as one line of JSON."""
    pairs, wave = [], None
    for _ in range(ROUNDS):
        wave = Wave(after=wave)
        box = _pinned(wave)
        sealed, seed = _filled(box, wave), seeds.read_seed(box)
        pairs.append((_count(box), _open(sealed, seed, wave)))
    print(json.dumps(pairs))


def _pinned(wave: Wave) -> Box:
    """The box of a wave that is pinned as the named worker would."""
    seed = read_seed(os.environ["NAMED_KEY_FILE"])
    for document in (wave.house, wave.notice):
        pin(fingerprint=fingerprint(document), document=document, signature=sign_document(seed, document))
    keep_keys(fingerprint=wave.name, body=wave.spkis())
    make_box(fingerprint=wave.name)
    return box_of(wave.name)


def _filled(box: Box, wave: Wave) -> list[bytes]:
    """The envelopes that now are in the box."""
    key = base64.b64decode(read(bytes(box.document), kind="wave-box")["key"])
    sealed = [wave.envelope(key, cohort=n % COHORTS) for n in range(BALLOTS)]
    for envelope in sealed:
        cast(body=wave.ballot(envelope), now=datetime.now(UTC))
    return sealed


def _count(box: Box) -> float:
    """From the closed box to the Report and the destroyed key."""
    started = time.perf_counter()
    count(fingerprint=box.pk, now=datetime.now(UTC) + LATER)
    spent = time.perf_counter() - started
    report = read(bytes(report_of(box.pk).document), kind="report")
    if report["ballots"] != BALLOTS or any(report["spoiled"].values()):
        raise RuntimeError(f"{report['ballots']} ballots were counted, spoiled {report['spoiled']}")
    return BALLOTS / spent


def _open(sealed: list[bytes], seed: bytes, wave: Wave) -> float:
    """Nothing but HPKE, of the same envelopes."""
    knife = Knife(seed)
    started = time.perf_counter()
    for envelope in sealed:
        knife.open(envelope, envelope=Envelope.BALLOT, purpose="ballot", scope=wave.id)
    return BALLOTS / (time.perf_counter() - started)
