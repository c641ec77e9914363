"""The named worker's way to published Reports: signed requests, short time-outs, nothing read past its size."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Self

import httpx
from django.conf import settings
from django.utils import timezone

from crypto import installation
from crypto.notice import LARGEST
from crypto.refusal import Refusal

TIMEOUT = httpx.Timeout(10, connect=3)  # seconds
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class Unreachable(Refusal):
    """The nameless side does not answer, or not with what was asked for; the next tick tries again."""


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
class Nameless:
    """The other side, as this installation reaches it."""

    origin: str
    public: bytes  # the other installation's key, 32
    seed: bytes  # this installation's key, 32
    clock: Callable[[], datetime] = timezone.now

    @classmethod
    def of_settings(cls) -> Self:
        """As the settings name it. Only workers hold the key file. Raises Unreachable, BadKey."""
        if not settings.INSTALLATION_KEY_FILE or not settings.OTHER_INSTALLATION_KEY:
            raise Unreachable("INSTALLATION_KEY_FILE and OTHER_INSTALLATION_KEY must be set for the worker")
        try:
            seed = installation.read_seed(settings.INSTALLATION_KEY_FILE)
        except OSError as error:
            raise Unreachable("the file that INSTALLATION_KEY_FILE names cannot be read") from error
        return cls(settings.NAMELESS_ORIGIN, bytes.fromhex(settings.OTHER_INSTALLATION_KEY), seed)

    def published(self) -> list[str]:
        """The Notice fingerprints of all Reports, oldest first. Raises Unreachable."""
        body = self._get("/reports/").document
        try:
            found = json.loads(body)["reports"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Unreachable("the nameless side's list of Reports cannot be read") from error
        if not isinstance(found, list) or not all(_is_fingerprint(one) for one in found):
            raise Unreachable("the nameless side's list of Reports cannot be read")
        return found

    def bundle(self, fingerprint: str) -> Bundle:
        """Notice, Report and counted list of one wave. Raises Unreachable."""
        rooms = ("notices", "reports", "counted")
        return Bundle(fingerprint, *(self._get(f"/{room}/{fingerprint}/") for room in rooms))

    def _get(self, path: str) -> Served:
        headers = installation.sign_request(self.seed, method="GET", path=path, body=b"", now=self.clock())
        try:
            with _client().stream("GET", self.origin + path, headers=headers) as response:
                body = _bounded(response)
        except httpx.HTTPError as error:
            raise Unreachable(f"the nameless side cannot be reached ({type(error).__name__})") from error
        if response.status_code != 200:
            raise Unreachable(f"the nameless side answers {response.status_code} to {path}")
        return Served(body, response.headers.get(installation.SIGNATURE_HEADER, ""))


@cache
def _client() -> httpx.Client:
    """One a process, since each would load all certificates anew."""
    return httpx.Client(timeout=TIMEOUT, trust_env=False)


def _is_fingerprint(found: object) -> bool:
    return isinstance(found, str) and _FINGERPRINT.fullmatch(found) is not None


def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > LARGEST:
            raise Unreachable("the nameless side answers with more bytes than any document has")
    return bytes(body)
