"""What the room brings to the nameless side and asks of it."""

import json
from dataclasses import dataclass
from typing import Any

from crypto import notice as documents
from crypto.installation import check_document
from crypto.refusal import Refusal
from surveys.crossing import Crossing


class Declined(Refusal):
    """The nameless side answered with a refusal or with what cannot be understood."""


@dataclass(frozen=True, slots=True)
class Nameless(Crossing):
    """The other side, as this room meets it."""

    def chain(self) -> list[str]:
        """The fingerprints of all Notices pinned there, oldest first. Raises Unreachable, Declined."""
        answer = self.ask("GET", "/notices/")
        try:
            chain = json.loads(answer.body)["chain"] if answer.status == 200 else None
        except (ValueError, TypeError, KeyError, RecursionError):
            chain = None
        if not isinstance(chain, list) or not all(isinstance(name, str) for name in chain):
            raise Declined(f"the nameless side does not list its Notices (it answers {answer.status})")
        return chain

    def put(self, path: str, body: bytes, *, signature: str = "") -> None:
        """Raises Unreachable, Declined."""
        answer = self.ask("PUT", path, body=body, signature=signature)
        if answer.status not in (200, 201):
            sentence = answer.body[:200].decode(errors="replace").strip()
            raise Declined(f"the nameless side refuses {path.split('/')[1]} with {answer.status}: {sentence}")

    def box(self, fingerprint: str, *, kind: str) -> dict[str, Any] | None:
        """The Box of a Notice, signed by the other installation; None until it is there.

        Raises Unreachable, Declined, BadAuthorization, BadDocument.
        """
        answer = self.ask("GET", f"/boxes/{fingerprint}/", kind=kind)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise Declined(f"the nameless side refuses a Box with {answer.status}")
        check_document(self.public, answer.body, answer.signature)
        box = documents.read(answer.body, kind=kind)
        if box["notice"] != fingerprint:
            raise Declined("the nameless side shows the Box of another Notice")
        return box

    def notice(self, fingerprint: str) -> tuple[bytes, str]:
        """A Notice pinned there and its signature, both unchecked. Raises Unreachable, Declined."""
        answer = self.ask("GET", f"/notices/{fingerprint}/")
        if answer.status != 200:
            raise Declined(f"the nameless side refuses a Notice with {answer.status}")
        return answer.body, answer.signature
