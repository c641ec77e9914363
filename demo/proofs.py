"""Requests to the nameless side that show, without a session, whose mailbox or whose badge they come with."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.notice import encode
from crypto.proof import BADGE_HEADER, CHALLENGE_HEADER, MAILBOX_HEADER, PROOF_HEADER, Purpose, proof_message, prove

from .refused import Refused


class Prover:
    """Proves every request with one key, over a challenge of its own. `holder` gives the mailbox or the badge."""

    def __init__(
        self, client: httpx.Client, origin: str, *, purpose: Purpose, key: Ed25519PrivateKey, holder: Callable[[], str]
    ) -> None:
        self.client, self.origin = client, origin
        self._purpose, self._key, self._holder = purpose, key, holder

    def get(self, path: str) -> dict[str, Any]:
        """The answer, read. Raises Refused."""
        return self._accepted(self.send("GET", path, b""))

    def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The answer, read; empty where there was none. `version` is added. Raises Refused."""
        return self._accepted(self.send("POST", path, encode({"version": 1} | dict(body))))

    def send(self, method: str, path: str, body: bytes) -> httpx.Response:
        """The answer as it is, whatever it says."""
        return self.client.request(method, self.origin + path, content=body, headers=self.headers(method, path, body))

    def headers(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """What proves one request, good once and for a few minutes. Raises Refused where no challenge is to be had."""
        answer = self.client.get(f"{self.origin}/challenges/")
        challenge, holder = self._accepted(answer)["challenge"], self._holder()
        badge = holder if self._purpose == "badge" else ""
        message = proof_message(self._purpose, method=method, path=path, challenge=challenge, body=body, badge=badge)
        whose = BADGE_HEADER if badge else MAILBOX_HEADER
        return {CHALLENGE_HEADER: challenge, PROOF_HEADER: prove(self._key, message), whose: holder}

    @staticmethod
    def _accepted(answer: httpx.Response) -> dict[str, Any]:
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.text)
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found
