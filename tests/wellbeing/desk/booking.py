"""Passes as the nameless side signs them, and people who redeem them over HTTP."""

import base64
import html
import os
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.test import Client

from crypto import keys
from crypto.blind import blind, unblind
from crypto.passes import assemble, token_input
from crypto.quarters import quarter_of
from crypto.sign import Pen
from surveys.people.models import Employee
from wellbeing.desk.models import BreakKeySeen, Leave

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()
QUARTER = quarter_of(NOW)
State = Leave.State


@cache
def key(name: str) -> RSAPrivateKey:
    """One key a name, made once a run: a key takes as long as many a test."""
    return keys.new_signing_key()


def spki_of(name: str) -> bytes:
    return keys.spki(key(name).public_key())


def minted(purpose: str, scope: str, *, by: str = "") -> bytes:
    """A genuine pass of 354 bytes, signed unread under the key of its purpose and scope, or under that of `by`."""
    private = key(by or f"{purpose} {scope}")
    spki = keys.spki(private.public_key())
    signed = token_input(os.urandom(32), purpose=purpose, scope=scope, key_id=keys.key_id(spki))
    asked = blind(private.public_key(), signed)
    return assemble(signed, unblind(private.public_key(), asked, Pen(private).sign(asked.blinded))).to_bytes()


def written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


@dataclass
class OtherSide:
    """The nameless side's break keys, as far as this side has seen them."""

    seen: set[str] = field(default_factory=set)

    def show(self, kind: str = "day", quarter: str = QUARTER, *, enough: bool = True) -> BreakKeySeen:
        spki = spki_of(f"break {kind} {quarter}")
        terms = {"kind": kind, "quarter": quarter, "spki": spki, "enough": enough, "seen": TODAY}
        return BreakKeySeen.objects.update_or_create(key_id=keys.key_id(spki).hex(), defaults=terms)[0]

    def pass_for(self, kind: str = "day", quarter: str = QUARTER) -> bytes:
        return minted("break", f"{kind} {quarter}")


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in."""

    employee: Employee
    client: Client

    def look(self, given: object, **more: Any) -> Any:
        text = written(given) if isinstance(given, bytes) else given
        return self.client.post("/rest/redeem/", {"pass_text": text, "do": "look", **more})

    def ask(
        self, given: bytes, first: date | str = "2026-12-01", last: str = "", when: str = "batch", **more: Any
    ) -> Any:
        typed = {"pass_text": written(given), "first": str(first), "last": last, "when": when, "do": "ask"}
        return self.client.post("/rest/redeem/", typed | more)

    def leave(self) -> Leave:
        """The one booking of this person."""
        return Leave.objects.get(employee=self.employee)

    def decide(self, leave: Leave, **how: str) -> Any:
        return self.client.post(f"/leave/{leave.pk}/", how)


def states() -> list[str]:
    return sorted(Leave.objects.values_list("state", flat=True))


def sentences(answer: Any) -> str:
    """The words of a page, without its markup."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


def errors(answer: Any) -> list[str]:
    """What stands beside the fields."""
    found = re.findall(r'<ul class="errorlist[^>]*><li>(.*?)</li>', answer.content.decode())
    return [html.unescape(text) for text in found]
