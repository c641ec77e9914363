"""What the newest house Notice and its Box tell a client: keys of candles, router, keepers and rest."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from crypto import keepers
from crypto.keys import key_id


@dataclass(frozen=True)
class RestKey:
    """A key whose passes are for rest: kind, quarter (`2026-Q4`) and SPKI."""

    kind: str
    quarter: str
    spki: bytes

    @property
    def scope(self) -> str:
        """What a pass under it is bound to."""
        return f"{self.kind} {self.quarter}"


@dataclass(frozen=True)
class House:
    """One house Notice, read, with its Box; `name` is the Notice's fingerprint."""

    name: str
    notice: dict[str, Any]
    box: dict[str, Any]

    @property
    def month(self) -> str:
        """Of the candle passes that are issued now."""
        month: str = self.notice["month"]
        return month

    @property
    def candle_key(self) -> bytes:
        """The SPKI of this month's candle passes."""
        found = next(entry["key"] for entry in self.notice["candle_keys"] if entry["month"] == self.month)
        return base64.b64decode(found)

    @property
    def router_month(self) -> str:
        """The scope of flags."""
        month: str = self.box["router"]["month"]
        return month

    @property
    def router_key(self) -> bytes:
        """What flags are sealed to."""
        return base64.b64decode(self.box["router"]["key"])

    def keepers(self, rota: str = "") -> dict[str, Any]:
        """A rota's entry, the first one's when none is named. Raises LookupError when it has no key."""
        for entry in self.notice["keepers"]:
            if rota in ("", entry["rota"]):
                found: dict[str, Any] = entry
                return found
        raise LookupError("no keepers' key has been published, so no candle can be lit")

    def entitlements(self) -> list[RestKey]:
        """Of every pass for rest that one person gets in this quarter, its key, in the order in which door 1 asks."""
        each = {entry["kind"]: entry["each"] for entry in self.notice["breaks"]}
        return [_rest_key(entry) for entry in self.notice["entitlement_keys"] for _ in range(each[entry["kind"]])]

    def breaks(self) -> list[RestKey]:
        """The keys of break passes that door 2 signs now."""
        return [_rest_key(entry) for entry in self.box["breaks"]]

    def break_key(self, kind: str, quarter: str = "") -> RestKey:
        """The key of break passes of this kind, of this quarter unless another is named. Raises LookupError."""
        for key in self.breaks():
            if key.kind == kind and quarter in ("", key.quarter):
                return key
        raise LookupError(f"no break of the kind {kind} is to be had in this quarter")

    def kind_name(self, kind: str, language: str = "en") -> str:
        """What people call a kind of rest; the kind itself where nobody said."""
        for entry in self.notice["breaks"]:
            if entry["kind"] == kind:
                return str(entry["name"].get(language) or next(iter(entry["name"].values()), kind))
        return kind


def record_of(entry: dict[str, Any]) -> bytes:
    """The keepers' record of which a house Notice's entry tells, as the keepers signed it."""
    fields = {name: entry[name] for name in ("previous", "rota", "sealing", "signing")} | {"version": 1}
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def chain_of(entries: list[dict[str, Any]]) -> list[bytes]:
    """The signing keys of one rota's entries, newest first, as far back as each is signed by the one before it.

    `entries` come newest first, each once. Raises BadRecord when the newest one is not signed as it says.
    """
    by_name = {keepers.fingerprint(record_of(entry)): entry for entry in entries}
    found: list[bytes] = []
    entry: dict[str, Any] | None = entries[0]
    while entry is not None:
        own = bytes.fromhex(entry["signing"])
        before = by_name.get(entry["previous"]) if entry["previous"] else None
        if before is not None or not entry["previous"]:
            signer = bytes.fromhex(before["signing"]) if before else own
            keepers.check_record(record_of(entry), entry["signature"], signer=signer)
        found.append(own)
        entry = before
    return found


def _rest_key(entry: dict[str, Any]) -> RestKey:
    return RestKey(entry["kind"], entry["quarter"], base64.b64decode(entry["key"]))


def named(keys: list[RestKey], wanted: bytes) -> RestKey:
    """The key with this key id (32). Raises LookupError."""
    for key in keys:
        if key_id(key.spki) == wanted:
            return key
    raise LookupError("no Box names this key of break passes")
