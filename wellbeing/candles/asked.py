"""What may be asked of the candles room: the shape of every JSON body (docs/protocol.md sections 8 to 10)."""

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from crypto.keys import MODULUS_SIZE
from crypto.letter import ENVELOPE, KEPT_SIZE
from crypto.passes import PASS_SIZE
from crypto.refusal import Refusal

LARGEST = 64 * 1024  # bytes of a body, but of one that seals a candle's letters again
LARGEST_RESEALING = 2 * 1024 * 1024
Envelope = Annotated[bytes, Meta(min_length=ENVELOPE.sealed, max_length=ENVELOPE.sealed)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
Blinded = Annotated[bytes, Meta(min_length=MODULUS_SIZE, max_length=MODULUS_SIZE)]
Kept = Annotated[bytes, Meta(min_length=KEPT_SIZE, max_length=KEPT_SIZE)]
Pass = Annotated[bytes, Meta(min_length=PASS_SIZE, max_length=PASS_SIZE)]
KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
OfferId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Kind = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,20}\Z")]
Number = Annotated[int, Meta(ge=1, le=9999)]


class BadAsking(Refusal):
    """The body has not the shape of what may be asked here."""


class TooLarge(Refusal):
    """More bytes than anything that may be asked here."""

    status = 413


class Asked(Struct, forbid_unknown_fields=True):
    """A part of a body: exactly these fields. bytes travel as base64."""


class Nothing(Asked):
    version: Literal[1]


class NewLetter(Asked):
    version: Literal[1]
    number: Number
    keepers: Envelope
    employee: Envelope
    signature: Signature


class Taking(Asked):
    version: Literal[1]
    offer: OfferId
    key: KeyId
    blinded: Blinded
    kept: Kept


class NewOffer(Asked):
    id: OfferId
    kind: Kind
    signature: Signature


class NewOffers(Asked):
    version: Literal[1]
    offers: Annotated[list[NewOffer], Meta(max_length=8)]


class Resealing(Asked):
    version: Literal[1]
    signing: KeyId
    inner: Envelope | None
    letters: Annotated[list[tuple[Number, Envelope]], Meta(max_length=200)]


class Exchange(Asked, rename={"spent": "pass"}):
    spent: Pass
    key: KeyId
    blinded: Blinded


class Exchanges(Asked):
    version: Literal[1]
    exchanges: Annotated[list[Exchange], Meta(min_length=1, max_length=8)]


T = TypeVar("T", bound=Asked)


def read_body(body: bytes, kind: type[T], *, largest: int = LARGEST) -> T:
    """What is asked, every field of the right shape and size. Raises BadAsking (400), TooLarge (413)."""
    if len(body) > largest:
        raise TooLarge("the request is larger than anything that may be asked here")
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BadAsking("this request cannot be read: a field is missing, unknown or of another shape") from error
