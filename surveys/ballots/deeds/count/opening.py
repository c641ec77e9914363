"""Opening ballots: the only place where an envelope of the count is cut, once for each ballot."""

from collections.abc import Iterable

from crypto.ballot import BadBallot, read_answers
from crypto.passes import BadPass, Pass
from crypto.seal import Envelope
from crypto.unseal import Knife, Unreadable
from disclosure.items import BadAnswer

from .marking import Marker
from .shapes import Opened, Row
from .wave import Wave


class Opener:
    """Opens the ballots of one wave with the box's 32-byte seed."""

    def __init__(self, seed: bytes, wave: Wave) -> None:
        self._knife = Knife(seed)
        self._wave = wave
        self._marker = Marker(wave.notice["questions"])
        self._blank = wave.blank

    def open(self, ballots: Iterable[bytes]) -> Opened:
        """The rows of a chunk's sealed envelopes; what is spoiled is counted with its reason."""
        opened = Opened(rows=[])
        for sealed in ballots:
            try:
                plain = self._knife.open(sealed, envelope=Envelope.BALLOT, purpose="ballot", scope=self._wave.scope)
                filled_in = read_answers(plain)
            except (Unreadable, BadBallot):
                opened.envelope += 1
                continue
            cohort, serial = self._label(filled_in.labels, opened)
            opened.rows.append(Row(cohort, serial, self._marks(filled_in.answers, opened)))
        return opened

    def _label(self, labels: tuple[bytes, ...], opened: Opened) -> tuple[int, bytes]:
        if not labels:
            return self._wave.root, b""
        try:
            label = Pass.read(labels[0])
            cohort, public = self._wave.label_keys[label.key_id]
            label.check(public, purpose="label", scope=self._wave.scope)
        except (BadPass, KeyError):
            opened.label += 1
            return self._wave.root, b""
        return cohort, label.nonce

    def _marks(self, answers: dict[str, object], opened: Opened) -> bytes:
        try:
            return self._marker.marks(answers)
        except BadAnswer:
            opened.answers += 1
            return self._blank
