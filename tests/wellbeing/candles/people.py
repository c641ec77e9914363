"""An employee with a candle key and a keeper with a badge, each as their browser asks over HTTP."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from crypto import blind, keepers, keys, mailbox
from crypto.badge import Badge, write_badge
from crypto.letter import KEPT_SIZE, offer_message, sign_letter
from crypto.passes import token_input
from crypto.proof import proof_message, prove
from crypto.seal import Envelope

NAMED, NAMELESS = "http://localhost:8000", "http://127.0.0.1:8001"


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def envelope() -> bytes:
    """As sealed as any: the server cannot tell."""
    return os.urandom(Envelope.BALLOT.sealed)


def letter(key: Ed25519PrivateKey, mailbox: bytes, number: int, **changed: Any) -> dict[str, Any]:
    """The body of a letter signed with `key`."""
    sealed = {"keepers": envelope(), "employee": envelope()}
    signature = sign_letter(key, mailbox=mailbox, number=number, **sealed)
    body = {name: base64_of(data) for name, data in (*sealed.items(), ("signature", signature))}
    return {"version": 1, "number": number} | body | changed


@dataclass
class _Asking:
    client: Any
    key: Ed25519PrivateKey

    def challenge(self) -> str:
        return self.client.get("/challenges/").json()["challenge"]

    def send(self, method: str, path: str, body: Any = None, *, challenge: str | None = None, **changed: str) -> Any:
        """One proved request; a body that is no bytes travels as JSON. `changed` headers replace the right ones."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        challenge = self.challenge() if challenge is None else challenge
        headers = self.headers(method, path, data, challenge) | changed
        return self.client.generic(method, path, data, content_type="text/plain", headers=headers)

    def post(self, path: str, body: Any = None, **changed: str) -> Any:
        return self.send("POST", path, {"version": 1} if body is None else body, **changed)

    def get(self, path: str, **changed: str) -> Any:
        return self.send("GET", path, **changed)

    def headers(self, method: str, path: str, body: bytes, challenge: str) -> dict[str, str]:
        raise AssertionError("each has their own")


@dataclass
class Employee(_Asking):
    """Who holds a candle key."""

    candle_key: bytes

    @classmethod
    def new(cls, client: Any) -> "Employee":
        candle_key = os.urandom(16)
        return cls(client, mailbox.signing_key(candle_key), candle_key)

    @property
    def mailbox(self) -> bytes:
        return mailbox.mailbox_of(self.candle_key)

    def headers(self, method: str, path: str, body: bytes, challenge: str) -> dict[str, str]:
        signed = proof_message("mailbox", method=method, path=path, challenge=challenge, body=body)
        proof = prove(self.key, signed)
        return {
            "Windbreak-Mailbox": self.mailbox.hex(),
            "Windbreak-Challenge": challenge,
            "Windbreak-Proof": proof,
        }

    def letter(self, number: int = 1, **changed: Any) -> dict[str, Any]:
        return letter(self.key, self.mailbox, number, **changed)

    def taking(self, offer: dict[str, Any], key: Any, *, quarter: str = "2026-Q4") -> dict[str, Any]:
        """The body that takes an offer under a break key of the room's."""
        asked = blind_break(bytes(key.spki), f"{offer['kind']} {quarter}")
        return {
            "version": 1,
            "offer": offer["id"],
            "key": bytes(key.id).hex(),
            "blinded": base64_of(asked.blinded),
            "kept": base64_of(os.urandom(KEPT_SIZE)),
        }


def blind_break(spki: bytes, scope: str) -> blind.Blinded:
    """A break pass's input, blinded for the key."""
    nonce, key_id = os.urandom(32), hashlib.sha256(spki).digest()
    return blind.blind(keys.load_spki(spki), token_input(nonce, purpose="break", scope=scope, key_id=key_id))


@dataclass
class Keeper(_Asking):
    """Who has a badge, bound to the key of one browser, and the rota's unlocked secret."""

    seed: bytes
    secret: bytes
    number: str
    rota: str = "hr"

    @classmethod
    def new(cls, client: Any, seed: bytes, secret: bytes, **said: str) -> "Keeper":
        return cls(client, Ed25519PrivateKey.generate(), seed, secret, os.urandom(16).hex(), **said)

    def badge(self) -> str:
        badge = Badge(self.number, self.rota, self.key.public_key().public_bytes_raw())
        return write_badge(self.seed, badge, issuer=NAMED, audience=NAMELESS, now=timezone.now())

    def headers(self, method: str, path: str, body: bytes, challenge: str) -> dict[str, str]:
        badge = self.badge()
        signed = proof_message("badge", method=method, path=path, challenge=challenge, body=body, badge=badge)
        return {
            "Windbreak-Badge": badge,
            "Windbreak-Challenge": challenge,
            "Windbreak-Proof": prove(self.key, signed),
        }

    @property
    def signing(self) -> Ed25519PrivateKey:
        return keepers.signing_key(self.secret)

    def letter(self, mailbox: bytes, number: int = 1, **changed: Any) -> dict[str, Any]:
        return letter(self.signing, mailbox, number, **changed)

    def offer(self, mailbox: bytes, kind: str = "day", **changed: Any) -> dict[str, Any]:
        name = os.urandom(16)
        signature = self.signing.sign(offer_message(mailbox=mailbox, offer=name, kind=kind))
        return {"id": name.hex(), "kind": kind, "signature": base64_of(signature)} | changed
