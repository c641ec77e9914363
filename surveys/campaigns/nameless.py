"""The named worker's way to the nameless origin: signed requests, short time-outs, nothing read past its size."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import httpx
from django.conf import settings
from django.utils import timezone

from crypto import notice as documents
from crypto.installation import SIGNATURE_HEADER, check_document, read_seed, sign_request
from crypto.refusal import Refusal

TIMEOUT = httpx.Timeout(10, connect=3)  # seconds


class Unreachable(Refusal):
    """The nameless side does not answer; the next tick tries again."""


class Declined(Refusal):
    """The nameless side answered with a refusal or with what cannot be understood."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """The other side, as this installation reaches it."""

    origin: str
    public: bytes  # the other installation's key, 32
    seed: bytes  # this installation's key, 32
    clock: Callable[[], datetime] = timezone.now

    @classmethod
    def of_settings(cls) -> Self:
        """As the settings name it. Only workers hold the key file. Raises BadKey, Declined."""
        if not settings.INSTALLATION_KEY_FILE or not settings.OTHER_INSTALLATION_KEY:
            raise Declined("INSTALLATION_KEY_FILE and OTHER_INSTALLATION_KEY must be set for the worker")
        return cls(
            settings.NAMELESS_ORIGIN,
            bytes.fromhex(settings.OTHER_INSTALLATION_KEY),
            read_seed(settings.INSTALLATION_KEY_FILE),
        )

    def chain(self) -> list[str]:
        """The fingerprints of all Notices pinned there, oldest first. Raises Unreachable, Declined."""
        status, body, _ = self._ask("GET", "/notices/")
        try:
            chain = json.loads(body)["chain"] if status == 200 else None
        except (ValueError, TypeError, KeyError, RecursionError):
            chain = None
        if not isinstance(chain, list) or not all(isinstance(name, str) for name in chain):
            raise Declined(f"the nameless side does not list its Notices (it answers {status})")
        return chain

    def put(self, path: str, body: bytes, *, signature: str = "") -> None:
        """Raises Unreachable, Declined."""
        status, answer, _ = self._ask("PUT", path, body, {SIGNATURE_HEADER: signature} if signature else {})
        if status not in (200, 201):
            sentence = answer[:200].decode(errors="replace").strip()
            raise Declined(f"the nameless side refuses {path.split('/')[1]} with {status}: {sentence}")

    def box(self, fingerprint: str, *, kind: str) -> dict[str, Any] | None:
        """The Box of a Notice, signed by the other installation; None until it is there.

        Raises Unreachable, Declined, BadAuthorization, BadDocument.
        """
        status, body, headers = self._ask("GET", f"/boxes/{fingerprint}/")
        if status == 404:
            return None
        if status != 200:
            raise Declined(f"the nameless side refuses a Box with {status}")
        check_document(self.public, body, headers.get(SIGNATURE_HEADER, ""))
        box = documents.read(body, kind=kind)
        if box["notice"] != fingerprint:
            raise Declined("the nameless side shows the Box of another Notice")
        return box

    def notice(self, fingerprint: str) -> tuple[bytes, str]:
        """A Notice pinned there and its signature, both unchecked. Raises Unreachable, Declined."""
        status, body, headers = self._ask("GET", f"/notices/{fingerprint}/")
        if status != 200:
            raise Declined(f"the nameless side refuses a Notice with {status}")
        return body, headers.get(SIGNATURE_HEADER, "")

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes, httpx.Headers]:
        signed = sign_request(self.seed, method=method, path=path, body=body, now=self.clock())
        try:
            with (
                httpx.Client(timeout=TIMEOUT, trust_env=False) as client,
                client.stream(method, self.origin + path, content=body, headers=signed | (headers or {})) as response,
            ):
                return response.status_code, _bounded(response), response.headers
        except httpx.HTTPError as error:
            raise Unreachable(f"the nameless side cannot be reached ({type(error).__name__})") from error


def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > documents.LARGEST:
            raise Declined("the nameless side answers with more bytes than any document has")
    return bytes(body)
