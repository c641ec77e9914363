"""The kinds of fields that documents are made of, as msgspec reads them (docs/protocol.md section 2)."""

from typing import Annotated

from msgspec import Meta, Struct

Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Fingerprint = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Month = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])\Z")]
Quarter = Annotated[str, Meta(pattern=r"^\d{4}-Q[1-4]\Z")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,20}\Z")]
Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")]
Base64 = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]+={0,2}\Z", max_length=4096)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
QuestionKey = Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,40}\Z")]
Text = dict[str, Annotated[str, Meta(max_length=2000)]]
Count = Annotated[int, Meta(ge=0, le=100_000_000)]


class Shape(Struct, forbid_unknown_fields=True):
    """A part of a document: exactly these fields."""
