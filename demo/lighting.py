"""Lighting a candle: what is sealed into a flag, and the standing page, which spends a spare pass or goes without."""

import base64
import os
from dataclasses import dataclass
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import flag, keys, mailbox
from crypto.letter import seal_inner, sign_inner
from crypto.passes import Pass
from crypto.seal import Envelope, seal

from .documents import Documents
from .house import House
from .refused import Refused
from .stock import granted
from .wishes import Candle

How = Literal["batch", "now"]
PATHS: dict[How, str] = {"batch": "/flags/", "now": "/flags/now/"}
BARE = "/flags/bare/"


@dataclass(frozen=True)
class Need:
    """What somebody may say who ticks the box. `rota` "" is the first; `kinds` would suit; all may stay empty."""

    urgency: str | None = None
    rota: str = ""
    kinds: tuple[str, ...] = ()
    note: str = ""


JUST_LIT = Need()


def new_candle_key() -> bytes:
    """16 random bytes, for their owner alone."""
    return os.urandom(mailbox.KEY_SIZE)


def sealed_flag(house: House, candle_key: bytes | None, need: Need) -> bytes:
    """The 9,328 bytes for the router; lit when there is a candle key.

    Raises LookupError when the rota has no key, BadKey and TooLarge.
    """
    wish = _wish(house, candle_key, need) if candle_key else None
    return seal(
        house.router_key, flag.write_plaintext(wish), envelope=Envelope.FLAG, purpose="flag", scope=house.router_month
    )


def _wish(house: House, candle_key: bytes, need: Need) -> flag.Wish:
    entry = house.keepers(need.rota)
    inner = seal_inner(
        base64.b64decode(entry["sealing"]),
        sign_inner(
            mailbox.signing_key(candle_key), sealing=mailbox.sealing_of(candle_key), kinds=need.kinds, note=need.note
        ),
        rota=entry["rota"],
    )
    return flag.Wish(mailbox.mailbox_of(candle_key), entry["rota"], inner, need.urgency)


def flag_bytes(candle_pass: Pass, one_time: Ed25519PrivateKey, *, house: House, sealed: bytes) -> bytes:
    """The 9,810 bytes of a flag that is raised with a pass."""
    router = keys.key_id(house.router_key)
    return flag.raise_flag(candle_pass, one_time, router=router, sealed=sealed).to_bytes()


def light(documents: Documents, need: Need, *, spare: Candle | None, how: How = "batch") -> bytes:
    """From the standing page: a new candle key of 16 bytes whose flag was taken; unverified without a spare pass.

    Raises Refused and LookupError.
    """
    house, candle_key = documents.house(), new_candle_key()
    sealed = sealed_flag(house, candle_key, need)
    if spare:
        path, body = PATHS[how], flag_bytes(granted(spare.wish), spare.one_time, house=house, sealed=sealed)
    else:
        path, body = BARE, keys.key_id(house.router_key) + sealed
    answer = documents.client.post(documents.nameless + path, content=body)
    if answer.status_code != 200:
        raise Refused(answer.status_code, answer.text)
    return candle_key
