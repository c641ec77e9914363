"""A keeper's browser between both sides: its badge, and the rota's key made, handed over, rotated, unlocked in it."""

import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto import keepers
from crypto.mailbox import write_key

from .account import Account
from .documents import Documents
from .house import record_of

WINDOW, BADGE, COPIES = "/badge/", "/badge/new/", "/badge/keys/"
KIT = "kit"
MOST_RETIRED = 3


class Locked(RuntimeError):
    """The keepers' key is not open here, or the published one is not this one; the message says which."""


class Keyring:
    """One keeper whose `account` is signed in. `passphrase` wraps and opens their own copy of the rota's key."""

    def __init__(self, account: Account, *, documents: Documents, passphrase: str) -> None:
        self.account, self.documents = account, documents
        self.browser = Ed25519PrivateKey.generate()
        self.given: dict[str, Any] = {}  # the newest answer of the window: badge, copies, colleagues
        self._passphrase = passphrase
        self._secret: bytes | None = None
        self.retired: list[bytes] = []  # secrets that this one replaced, the newest first

    @property
    def secret(self) -> bytes:
        """The 64 bytes that are open here. Raises Locked."""
        if self._secret is None:
            raise Locked("the keepers' key is not unlocked")
        return self._secret

    @property
    def rota(self) -> str:
        """The one this keeper belongs to."""
        rota: str = self.given["rota"]
        return rota

    @property
    def number(self) -> str:
        """What the badge calls this keeper, 32 hex digits."""
        number: str = self.given["number"]
        return number

    def badge(self) -> str:
        """The newest badge. Raises Locked when none was fetched."""
        if not self.given:
            raise Locked("no badge was fetched")
        badge: str = self.given["badge"]
        return badge

    def fetch_badge(self) -> dict[str, Any]:
        """A new badge for this browser, and what comes with it. Raises Refused."""
        self.account.get(WINDOW)
        public = self.browser.public_key().public_bytes_raw()
        self.given = self.account.send_json(BADGE, {"key": public.hex()}).json()
        return self.given

    def make_key(self) -> dict[str, str]:
        """A new key of the rota: its first, or the one that the key open here signs into its own place.

        Wrapped for this keeper, for each colleague, and into the recovery kit. The written codes: of the kit under
        `kit`, of each colleague's copy under their number. Raises Refused.
        """
        given, secret = self.fetch_badge(), keepers.new_secret()
        previous = given["fingerprint"] if self._secret else None
        record = keepers.write_record(secret, rota=self.rota, previous=previous)
        name = keepers.fingerprint(record)
        codes = {whose: write_key(os.urandom(16)) for whose in (KIT, *(one["number"] for one in given["colleagues"]))}
        copies = [self._own_copy(secret, name)]
        for whose, code in codes.items():
            how = {"how": KIT, "for": None} if whose == KIT else {"how": "handover", "for": whose}
            copies.append(how | {"copy": keepers.wrap_secret(secret, code, record=name)})
        retired = [one for one in (self._secret, *self.retired) if one][:MOST_RETIRED]
        for one in retired:
            copy = keepers.wrap_secret(one, _words_of(secret), record=name)
            copies.append({"how": "retired", "for": None, "copy": copy})
        signature = keepers.sign_record(self._secret or secret, record)
        self.account.send_json(COPIES, {"record": json.loads(record), "signature": signature, "copies": copies})
        self._secret, self.retired = secret, retired
        self.fetch_badge()
        return codes

    def take_over(self, code: str) -> None:
        """Open the copy that a colleague handed over, and wrap one under the own passphrase.

        Raises BadCopy and Refused.
        """
        self.fetch_badge()
        self._secret = self._unwrap("handover", code)
        self.account.send_json(COPIES, {"copies": [self._own_copy(self._secret, self.given["fingerprint"])]})

    def unlock(self) -> None:
        """Fetch a badge and open the key by passphrase. Raises Locked when another key is published; BadCopy."""
        self.fetch_badge()
        secret = self._unwrap("passphrase", self._passphrase)
        self.documents.refresh()
        published = record_of(self.documents.house().keepers(self.rota))
        mine = keepers.signing_key(secret).public_key().public_bytes_raw().hex()
        if keepers.read_record(published)["signing"] != mine:
            raise Locked("the published keepers' key is not the one that opens here: write nothing, and ask the owner")
        self._secret = secret
        copies = [wrapped["copy"] for wrapped in self.given["wrapped"] if wrapped["how"] == "retired"]
        name = self.given["fingerprint"]
        self.retired = [keepers.unwrap_secret(copy, _words_of(secret), record=name) for copy in copies]

    def _own_copy(self, secret: bytes, record: str) -> dict[str, Any]:
        copy = keepers.wrap_secret(secret, self._passphrase, record=record)
        return {"how": "passphrase", "for": self.number, "copy": copy}

    def _unwrap(self, how: str, passphrase: str) -> bytes:
        """Raises Locked when there is no such copy, BadCopy when it does not open."""
        for wrapped in self.given["wrapped"]:
            if wrapped["how"] == how:
                return keepers.unwrap_secret(wrapped["copy"], passphrase, record=self.given["fingerprint"])
        raise Locked(f"no copy of the keepers' key is kept for {self.account.address}")


def _words_of(secret: bytes) -> str:
    """The passphrase under which a secret keeps those that it replaced (HKDF-SHA256, RFC 5869), in hex."""
    info = b"windbreak keepers 1\x00retired"
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(secret).hex()
