"""One person's browser that asks for a quarter's passes for rest, and keeps what it needs to finish them."""

import base64
import secrets
from typing import Any

from crypto import blind, keys, passes


class Collector:
    """Asks for what `house`, a house Notice's document, says everybody gets."""

    def __init__(self, house: dict[str, Any]) -> None:
        each = {entry["kind"]: entry["each"] for entry in house["breaks"]}
        self.wanted = [
            (f"{entry['kind']} {entry['quarter']}", base64.b64decode(entry["key"]))
            for entry in house["entitlement_keys"]
            for _ in range(each[entry["kind"]])
        ]
        self.asked: list[blind.Blinded] = []

    def blanks(self) -> list[list[str]]:
        """Fresh blinded messages, one for each pass, in order."""
        self.asked = [self._blinded(scope, spki) for scope, spki in self.wanted]
        return [
            [keys.key_id(spki).hex(), base64.b64encode(one.blinded).decode()]
            for (_, spki), one in zip(self.wanted, self.asked, strict=True)
        ]

    def body(self, token: str) -> dict[str, Any]:
        return {"version": 1, "invitation": token, "groups": {"entitlements": self.blanks()}}

    def finish(self, answer: dict[str, Any]) -> list[passes.Pass]:
        """The passes, each checked for its purpose and scope."""
        signatures = [base64.b64decode(text) for text in answer["groups"]["entitlements"]["signatures"]]
        made = []
        for (scope, spki), asked, signature in zip(self.wanted, self.asked, signatures, strict=True):
            public = keys.load_spki(spki)
            one = passes.assemble(asked.message, blind.unblind(public, asked, signature))
            one.check(public, purpose="entitlement", scope=scope)
            made.append(one)
        return made

    def _blinded(self, scope: str, spki: bytes) -> blind.Blinded:
        message = passes.token_input(
            secrets.token_bytes(32), purpose="entitlement", scope=scope, key_id=keys.key_id(spki)
        )
        return blind.blind(keys.load_spki(spki), message)
