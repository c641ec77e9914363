"""One employee's client at the blind door."""

import base64
import secrets
from typing import Any

from crypto import blind, keys, passes
from surveys.campaigns.asking import token
from surveys.campaigns.models import Invitation, SigningKey, Wave


class Asker:
    """One employee's client at the blind door: knows their keys and makes blanks for them."""

    def __init__(self, wave: Wave, invitation: Invitation) -> None:
        assert wave.notice is not None
        self.wave, self.invitation = wave, invitation
        self.document = wave.notice.read()
        label = {c["id"]: c["label_key"] for c in self.document["cohorts"]}[invitation.cohort]
        ballot = keys.key_id(base64.b64decode(self.document["ballot_key"])).hex()
        self.key_ids = {"labels": label, "ballot": ballot}
        self.scopes = {"labels": ("label", wave.scope), "ballot": ("ballot", wave.scope)}
        self.blinded: dict[str, list[blind.Blinded]] = {}
        self.turn("2026-11")

    def turn(self, month: str) -> None:
        """From now on ask under this month's candle key."""
        candle = SigningKey.objects.get(purpose="candle", scope=month).id
        self.key_ids |= {"candle": candle, "spare": candle}
        self.scopes |= {"candle": ("candle", month), "spare": ("candle", month)}

    def public(self, group: str) -> Any:
        return keys.load_spki(bytes(SigningKey.objects.get(pk=self.key_ids[group]).spki))

    def blank(self, group: str) -> list[str]:
        """A fresh blinded message for the group's own key."""
        purpose, scope = self.scopes[group]
        message = passes.token_input(
            secrets.token_bytes(32), purpose=purpose, scope=scope, key_id=bytes.fromhex(self.key_ids[group])
        )
        asked = blind.blind(self.public(group), message)
        self.blinded.setdefault(group, []).append(asked)
        return [self.key_ids[group], base64.b64encode(asked.blinded).decode()]

    def body(self, *groups: str, spare: int = 3) -> dict[str, Any]:
        """A request for these groups, with so many spare passes."""
        self.blinded.clear()
        counts = {group: spare if group == "spare" else 1 for group in groups}
        blanks = {group: [self.blank(group) for _ in range(count)] for group, count in counts.items()}
        return {"version": 1, "invitation": token(self.invitation.id), "groups": blanks}

    def finish(self, group: str, answer: dict[str, Any]) -> passes.Pass:
        """The pass of the door's answer, checked against the group's key."""
        [made] = self.finish_all(group, answer)
        return made

    def finish_all(self, group: str, answer: dict[str, Any]) -> list[passes.Pass]:
        """The passes of the door's answer, each checked against the group's key."""
        signatures, (purpose, scope) = answer["groups"][group]["signatures"], self.scopes[group]
        made = [
            passes.assemble(asked.message, blind.unblind(self.public(group), asked, base64.b64decode(signature)))
            for asked, signature in zip(self.blinded[group], signatures, strict=True)
        ]
        for each in made:
            each.check(self.public(group), purpose=purpose, scope=scope)
        return made
