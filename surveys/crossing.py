"""The named worker's signed requests to the nameless origin; what a room asks stands in its own nameless.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Self

import httpx
from django.conf import settings
from django.utils import timezone

from crypto.installation import SIGNATURE_HEADER, read_seed, sign_request
from crypto.notice import largest
from crypto.refusal import Refusal

TIMEOUT = httpx.Timeout(10, connect=3)  # seconds


class Unreachable(Refusal):
    """The nameless side cannot be asked, or gives no answer of use; the next tick tries again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """As it came; nothing of it is checked yet."""

    status: int
    body: bytes
    signature: str  # base64; "" where none came


@dataclass(frozen=True, slots=True)
class Crossing:
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
            seed = read_seed(settings.INSTALLATION_KEY_FILE)
        except OSError as error:
            raise Unreachable("the file that INSTALLATION_KEY_FILE names cannot be read") from error
        return cls(settings.NAMELESS_ORIGIN, bytes.fromhex(settings.OTHER_INSTALLATION_KEY), seed)

    def ask(self, method: str, path: str, *, body: bytes = b"", signature: str = "", kind: str | None = None) -> Answer:
        """One signed request; `signature` is that of a document in `body`. Raises Unreachable.

        No answer is read past the size of a document of `kind`, or of any small one when no kind is named.
        """
        headers = sign_request(self.seed, method=method, path=path, body=body, now=self.clock())
        if signature:
            headers[SIGNATURE_HEADER] = signature
        try:
            with _client().stream(method, self.origin + path, content=body, headers=headers) as response:
                read = _bounded(response, most=largest(kind))
                return Answer(response.status_code, read, response.headers.get(SIGNATURE_HEADER, ""))
        except httpx.HTTPError as error:
            raise Unreachable(f"the nameless side cannot be reached ({type(error).__name__})") from error


@cache
def _client() -> httpx.Client:
    """One a process, since each would load all certificates anew. Nothing is packed: few bytes could become many."""
    return httpx.Client(timeout=TIMEOUT, trust_env=False, headers={"Accept-Encoding": "identity"})


def _bounded(response: httpx.Response, *, most: int) -> bytes:
    body = bytearray()
    for part in response.iter_raw():
        body += part
        if len(body) > most:
            raise Unreachable("the nameless side answers with more bytes than any such document has")
    return bytes(body)
