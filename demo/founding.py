"""Who gets a role, with a second factor, and the first key of a rota, made by its keepers themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crypto import keepers

from .account import Account
from .documents import Documents, Mistrust
from .installation import Installation
from .keyring import Keyring
from .waiting import wait_for

PUBLISHED = 60.0  # seconds until a new key stands in a house Notice with its Box


@dataclass(frozen=True)
class Member:
    """Somebody with a role, and the base32 of their second factor."""

    address: str
    secret: str


def give_role(installation: Installation, member: Member, role: str, *options: str) -> None:
    """By the product's own commands; `--new` for somebody who is not on the roster. Raises CommandFailed."""
    installation.manage("named", "give_role", member.address, role, *options)
    installation.manage("named", "set_second_factor", member.address, "--totp", member.secret)


def make_keepers_key(
    members: Sequence[Member], *, sign_in: Callable[[Member], Account], documents: Documents, passphrase: str
) -> Keyring:
    """The first of `members` makes the key of their rota, the others take it over, all under one passphrase.

    Returns the first one's keyring, open, once the key is published. Raises Refused, NoWayIn and Impatient.
    """
    rings = [Keyring(sign_in(member), documents=documents, passphrase=passphrase) for member in members]
    for ring in rings:
        ring.fetch_badge()  # whoever has come by has a place in the rota
    first, *others = rings
    codes = first.make_key()
    for other in others:
        other.take_over(codes[other.number])
        other.account.close()
    wait_for(lambda: is_published(first), what="the house Notice with the keepers' key", seconds=PUBLISHED)
    return first


def is_published(keyring: Keyring) -> bool:
    """The newest house Notice, with its Box, names the key that is open in this keyring."""
    keyring.documents.refresh()
    try:
        entry = keyring.documents.house().keepers(keyring.rota)
    except (LookupError, Mistrust):
        return False
    signing: str = keepers.signing_key(keyring.secret).public_key().public_bytes_raw().hex()
    return bool(entry["signing"] == signing)
