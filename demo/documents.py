"""The documents an employee's client reads, each fetched once, checked and kept for everybody who shares them."""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from crypto.installation import SIGNATURE_HEADER, check_document
from crypto.keys import key_id
from crypto.notice import fingerprint, read

from .house import House, chain_of

PATIENCE = 20.0  # seconds to wait for a Box, which a worker makes a moment after its Notice


class Mistrust(Exception):
    """A document is not what it should be, or the two origins do not show the same."""


@dataclass(frozen=True)
class Papers:
    """All that a client must know to take part in one wave."""

    notice: str
    wave: dict[str, Any]
    ballot_key: bytes
    box_key: bytes
    house: House


class Documents:
    """What both origins serve. One may be used from many threads."""

    def __init__(self, client: httpx.Client, *, named: str, nameless: str) -> None:
        self.client = client
        self.named, self.nameless = named, nameless
        self._kept: dict[str, bytes] = {}
        self._papers: dict[str, Papers] = {}
        self._house: House | None = None
        self._lock = threading.RLock()

    def papers(self, notice: str) -> Papers:
        """Everything about the wave of this Notice. Raises Mistrust, BadDocument and httpx.HTTPError."""
        with self._lock:
            if notice not in self._papers:
                self._papers[notice] = self._gather(notice)
            return self._papers[notice]

    def house(self) -> House:
        """The newest house Notice and its Box. Raises Mistrust, BadDocument, BadAuthorization and httpx.HTTPError."""
        with self._lock:
            if self._house is None:
                self._house = self._whole(*next(self._houses()))
            return self._house

    def houses(self) -> list[House]:
        """Every house Notice of the chain with its Box, the newest first. Raises as `house` does."""
        return [self._whole(name, notice) for name, notice in self._houses()]

    def keepers_keys(self, rota: str) -> list[bytes]:
        """The signing keys (32 bytes each) under which keepers of a rota have written, the newest first.

        Raises LookupError when it has none, BadRecord when they are not signed as they say.
        """
        entries: dict[str, dict[str, Any]] = {self.house().keepers(rota)["signing"]: self.house().keepers(rota)}
        for _, notice in self._houses():
            for entry in notice["keepers"]:
                if entry["rota"] == rota:
                    entries.setdefault(entry["signing"], entry)
        return chain_of(list(entries.values()))

    def refresh(self) -> None:
        """Look again which house Notice is the newest, as a page does each time it is opened."""
        with self._lock:
            self._papers.clear()
            self._house = None

    def notice(self, name: str) -> bytes:
        """The exact bytes of a Notice, the same on both origins and with this fingerprint. Raises Mistrust."""
        return self._once(f"notice {name}", lambda: self._agreed_notice(name))

    def box(self, name: str, *, signer: bytes) -> bytes:
        """The Box of a Notice, naming it and signed under `signer`, which a house Notice gives (32 bytes).

        Raises Mistrust, BadAuthorization.
        """
        return self._once(f"box {name} {signer.hex()}", lambda: self._signed_box(name, signer))

    def public_key(self, named_id: str) -> bytes:
        """The SPKI with this key id, which a Notice gives. Raises Mistrust."""
        return self._once(f"key {named_id}", lambda: self._right_key(named_id))

    def _gather(self, notice: str) -> Papers:
        wave, house = read(self.notice(notice), kind="wave"), self.house()
        if wave["house"] not in [name for name, _ in self._houses()]:
            raise Mistrust("the chain does not hold the house Notice of this wave")
        box = read(self.box(notice, signer=bytes.fromhex(house.notice["box_signer"])), kind="wave-box")
        return Papers(
            notice=notice,
            wave=wave,
            ballot_key=base64.b64decode(wave["ballot_key"]),
            box_key=base64.b64decode(box["key"]),
            house=house,
        )

    def _houses(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and content of each house Notice of the chain, the newest first. Raises Mistrust when there is none."""
        chain = json.loads(self._get(f"{self.nameless}/notices/").content)["chain"]
        found = False
        for name in reversed(chain):
            document = read(self.notice(name))
            if document["kind"] == "house":
                found = True
                yield name, document
        if not found:
            raise Mistrust("the chain holds no house Notice")

    def _whole(self, name: str, notice: dict[str, Any]) -> House:
        signer = bytes.fromhex(notice["box_signer"])
        return House(name, notice, read(self.box(name, signer=signer), kind="house-box"))

    def _agreed_notice(self, name: str) -> bytes:
        here, there = (self._get(f"{origin}/notices/{name}/").content for origin in (self.named, self.nameless))
        if here != there or fingerprint(here) != name:
            raise Mistrust(f"the two origins do not show the same Notice {name}")
        return here

    def _signed_box(self, name: str, signer: bytes) -> bytes:
        answer = self._get(f"{self.nameless}/boxes/{name}/", patience=PATIENCE)
        check_document(signer, answer.content, answer.headers.get(SIGNATURE_HEADER, ""))
        if read(answer.content)["notice"] != name:
            raise Mistrust("this Box belongs to another Notice")
        return answer.content

    def _right_key(self, named_id: str) -> bytes:
        spki = self._get(f"{self.named}/keys/{named_id}/").content
        if key_id(spki).hex() != named_id:
            raise Mistrust("the named origin gave another key than the Notice names")
        return spki

    def _get(self, url: str, *, patience: float = 0.0) -> httpx.Response:
        deadline = time.monotonic() + patience
        answer = self.client.get(url)
        while answer.status_code == 404 and time.monotonic() < deadline:
            time.sleep(0.1)
            answer = self.client.get(url)
        return answer.raise_for_status()

    def _once(self, name: str, fetch: Callable[[], bytes]) -> bytes:
        with self._lock:
            if name not in self._kept:
                self._kept[name] = fetch()
            return self._kept[name]
