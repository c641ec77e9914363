"""The shapes of what is true for everybody: house Notice, house Box, and which break passes are out."""

from typing import Annotated, Literal

from msgspec import Meta

from .fields import Base64, Day, Fingerprint, Month, Name, Quarter, Shape, Slug, Text

MOST_EACH = 8  # passes for rest that one person gets in a quarter, of all kinds together


class MonthlyKey(Shape):
    month: Month
    key: Base64


class Contact(Shape):
    name: Text
    reach: Name
    about: Text


class Keepers(Shape):
    """A rota and its keys as docs/protocol.md section 10 records them; `previous` null for the first of the chain."""

    rota: Slug
    name: Text
    about: Text
    previous: Fingerprint | None
    sealing: Base64
    signing: Fingerprint  # a public key has as many digits
    signature: Base64


class Break(Shape):
    """A kind of rest: how many passes for it everybody gets in a quarter, how many may be away on one day."""

    kind: Slug
    name: Text
    about: Text
    each: Annotated[int, Meta(ge=0, le=8)]
    capacity: Annotated[int, Meta(ge=1, le=1000)]


class RestKey(Shape):
    kind: Slug
    quarter: Quarter
    key: Base64


class House(Shape):
    version: Literal[1]
    kind: Literal["house"]
    previous: Fingerprint | None
    month: Month
    candle_keys: Annotated[list[MonthlyKey], Meta(min_length=1, max_length=4)]
    box_signer: Fingerprint  # a public key has as many digits
    contacts: Annotated[list[Contact], Meta(max_length=20)]
    badge_key: Fingerprint  # a public key has as many digits
    keepers: Annotated[list[Keepers], Meta(max_length=6)]
    breaks: Annotated[list[Break], Meta(max_length=8)]
    entitlement_keys: Annotated[list[RestKey], Meta(max_length=8)]
    danger: Text
    apart: bool


class HouseBox(Shape):
    version: Literal[1]
    kind: Literal["house-box"]
    notice: Fingerprint
    router: MonthlyKey
    breaks: Annotated[list[RestKey], Meta(max_length=8)]


class OutKey(RestKey):
    """`enough`: so many passes of this key are out that one of them points at nobody."""

    enough: bool


class Breaks(Shape):
    version: Literal[1]
    kind: Literal["breaks"]
    day: Day
    keys: Annotated[list[OutKey], Meta(max_length=64)]


def fault_of_house(house: House) -> str | None:
    """One sentence on what is wrong with a house Notice's rotas, kinds of rest and their keys, or None."""
    kinds = [entry.kind for entry in house.breaks]
    if len(set(kinds)) != len(kinds) or len({entry.rota for entry in house.keepers}) != len(house.keepers):
        return "two kinds of rest or two rotas have the same name"
    if sum(entry.each for entry in house.breaks) > MOST_EACH:
        return f"more than {MOST_EACH} passes for rest in a quarter"
    if [entry.kind for entry in house.entitlement_keys] != [entry.kind for entry in house.breaks if entry.each]:
        return "the keys of passes for rest are not those of the kinds that everybody gets"
    if len({entry.quarter for entry in house.entitlement_keys}) > 1:
        return "the keys of passes for rest are of several quarters"
    return None
