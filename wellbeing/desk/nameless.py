"""What the room asks of the nameless side: its break keys, and which of them have signed enough passes."""

from dataclasses import dataclass
from typing import Any

from crypto import notice as documents
from crypto.installation import check_document
from surveys.crossing import Crossing, Unreachable


@dataclass(frozen=True, slots=True)
class Nameless(Crossing):
    """The other side, as this room meets it."""

    def breaks(self) -> dict[str, Any] | None:
        """The breaks document under the other installation's signature; None until there is one.

        Raises Unreachable, BadAuthorization, BadDocument.
        """
        answer = self.ask("GET", "/breaks/", kind="breaks")
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise Unreachable(f"the nameless side answers {answer.status} to /breaks/")
        check_document(self.public, answer.body, answer.signature)
        return documents.read(answer.body, kind="breaks")
