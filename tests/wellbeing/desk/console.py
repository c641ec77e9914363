"""A keeper's browser: makes a rota's keys, wraps them, and talks to the badge window."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from crypto import keepers
from surveys.people.models import Employee
from wellbeing.desk.keeping import keeper_of


def copy_of(secret: bytes = b"s" * 64) -> dict[str, Any]:
    """A wrapped copy in shape; stretching a passphrase takes a second, and no server opens one."""
    return {
        "version": 1, "kdf": "argon2id", "memory": 47104, "passes": 1, "salt": "ab" * 16,
        "sealed": base64.b64encode(secret + bytes(28)).decode(),
    }  # fmt: skip


@dataclass
class Console:
    """One keeper's open console: `secret` is what it made or opened last."""

    employee: Employee
    client: Any
    secret: bytes = b""

    @property
    def number(self) -> str:
        place = keeper_of(self.employee)
        assert place is not None
        return place.number

    def badge(self, key: str = "ab" * 32) -> Any:
        return self.client.post("/badge/new/", json.dumps({"key": key}), content_type="application/json")

    def store(self, body: Any) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body)
        return self.client.post("/badge/keys/", data, content_type="application/json")

    def copies(self, *colleagues: str, own: bool = True, kit: bool = True) -> list[dict[str, Any]]:
        made = [{"how": "passphrase", "for": self.number, "copy": copy_of()}] if own else []
        made += [{"how": "kit", "for": None, "copy": copy_of()}] if kit else []
        return made + [{"how": "handover", "for": number, "copy": copy_of()} for number in colleagues]

    def new_key(self, *colleagues: str, before: bytes = b"", rota: str = "hr", previous: str | None = None) -> Any:
        """The body that stores a new key: the first, or one that `before` signs into its own place."""
        self.secret = keepers.new_secret()
        record = keepers.write_record(self.secret, rota=rota, previous=previous)
        signature = keepers.sign_record(before or self.secret, record)
        return {"record": json.loads(record), "signature": signature, "copies": self.copies(*colleagues)}

    def rotate(self, *colleagues: str) -> Any:
        """The body that replaces the key that this console made before."""
        before, current = self.secret, self.badge().json()["fingerprint"]
        return self.new_key(*colleagues, before=before, previous=current)
