"""Short names that stand in documents and passes: made once from what a thing is called, and never changed."""

from collections.abc import Collection

from django.utils.text import slugify

LONGEST = 17  # characters, so that a number fits behind
RESERVED = {"new"}  # in addresses


def new_slug(name: dict[str, str], taken: Collection[str], *, otherwise: str) -> str:
    """From the first name by language that is written in Latin letters, or `otherwise`; none that is `taken`."""
    latin = (slugify(text).replace("_", "-")[:LONGEST].strip("-") for text in name.values())
    first = next((made for made in latin if made), otherwise)
    tries = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3 + len(RESERVED)))]
    return next(one for one in tries if one not in RESERVED and one not in taken)
