"""What the room asks of the nameless side: which Reports are published, and all that belongs to one."""

import json
import re
from dataclasses import dataclass

from surveys.crossing import Answer, Crossing, Unreachable

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Served:
    """A document as it came, with the signature beside it; nothing of it is checked yet."""

    document: bytes
    signature: str  # base64; empty where none came


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that belongs to one Report, as it came."""

    fingerprint: str  # of the Notice, by which the nameless side names a Report
    notice: Served
    report: Served
    counted: Served


@dataclass(frozen=True, slots=True)
class Nameless(Crossing):
    """The other side, as this room meets it."""

    def published(self) -> list[str]:
        """The Notice fingerprints of all Reports, oldest first. Raises Unreachable."""
        body = self._get("/reports/").body
        try:
            found = json.loads(body)["reports"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Unreachable("the nameless side's list of Reports cannot be read") from error
        if not isinstance(found, list) or not all(_is_fingerprint(one) for one in found):
            raise Unreachable("the nameless side's list of Reports cannot be read")
        return found

    def bundle(self, fingerprint: str) -> Bundle:
        """Notice, Report and counted list of one wave. Raises Unreachable."""
        return Bundle(
            fingerprint,
            notice=self._served(f"/notices/{fingerprint}/", kind="wave"),
            report=self._served(f"/reports/{fingerprint}/", kind="report"),
            counted=self._served(f"/counted/{fingerprint}/", kind="counted"),
        )

    def _served(self, path: str, *, kind: str) -> Served:
        answer = self._get(path, kind=kind)
        return Served(answer.body, answer.signature)

    def _get(self, path: str, *, kind: str | None = None) -> Answer:
        answer = self.ask("GET", path, kind=kind)
        if answer.status != 200:
            raise Unreachable(f"the nameless side answers {answer.status} to {path}")
        return answer


def _is_fingerprint(found: object) -> bool:
    return isinstance(found, str) and _FINGERPRINT.fullmatch(found) is not None
