"""Who does what in the invented town, and as whom a visitor may look around.

The second factors are made from names that everybody can read here: they guard invented data alone.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from .town import OFFICE, Resident

FILE = "visitors.json"
PASSPHRASE = "four lamps along the quay"  # of the keepers' key: without it a visitor would find the queue locked
ROLES = {
    "owner": (1, "All results, the roster, the roles, the questionnaires and the waves."),
    "keeper": (2, "The queue of candles, in the keepers' console, and nothing of the leave book."),
    "desk": (1, "The leave book: who rests when, and never why. No candle is to be seen here."),
}
MANAGES = "Results of {group} and all below it, and nothing of the other groups."
LED = ("Ferries", "Kitchen / Canteen", "Office / Tickets / Telephone")
OF_SIX = {"en": 3, "de": 2, "ar": 1}  # what those read who are offered at once
ANSWERS = "What somebody sees who has no role and leads no group."


@dataclass(frozen=True)
class Visit:
    """Somebody to sign in as. `secret` is the base32 of their second factor, "" for none; `role` "" for employees."""

    email: str
    name: str
    group: str
    language: str
    role: str
    look_at: str
    secret: str = ""


@dataclass(frozen=True)
class Key:
    """A candle key that somebody kept, as it is written, and what its mailbox holds."""

    written: str
    holds: str


@dataclass(frozen=True)
class Cast:
    """Everybody to sign in as, those who have not answered the open wave, and keys of candles to look into."""

    visits: tuple[Visit, ...] = ()
    waiting: tuple[Visit, ...] = ()
    keys: tuple[Key, ...] = ()


def with_roles(people: list[Resident]) -> list[Visit]:
    """One owner, two keepers, one desk, none of them leading a group; fewer where the town is tiny."""
    groups = [person.group for person in people]
    group = OFFICE if OFFICE in groups else groups[-1]
    staff = iter([person for person in people if person.group == group and not person.leads])
    wanted = [(role, look_at) for role, (number, look_at) in ROLES.items() for _ in range(number)]
    return [_visit(who, role, look_at) for (role, look_at), who in zip(wanted, staff, strict=False)]


def managers(people: list[Resident]) -> list[Visit]:
    """Up to three who lead a group: the first of a whole division, if there is one."""
    leaders = {person.group: person for person in people if person.leads}
    return [_visit(leaders[group], "manager", MANAGES.format(group=group)) for group in LED if group in leaders]


def cast(people: list[Resident], *, answered: Iterable[str], keys: Iterable[Key] = ()) -> Cast:
    """Whom a visitor finds; `answered` holds the addresses of those who took part in the open wave."""
    acting = [*with_roles(people), *managers(people)]
    busy = {visit.email for visit in acting} | set(answered)
    idle = _mixed([person for person in people if person.email not in busy and not person.leads])
    employees = [_visit(person, "", ANSWERS) for person in idle[-1:]]
    return Cast((*acting, *employees), tuple(_visit(person, "", "") for person in idle), tuple(keys))


def keep(found: Cast, folder: Path) -> None:
    """Write the cast where the mail catcher looks for it."""
    (folder / FILE).write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1))


def load(folder: Path) -> Cast:
    """The cast of a demo's folder; nobody where none was kept."""
    try:
        kept = json.loads((folder / FILE).read_text())
    except FileNotFoundError:
        return Cast()
    visits, waiting = (tuple(Visit(**visit) for visit in kept[part]) for part in ("visits", "waiting"))
    return Cast(visits, waiting, tuple(Key(**key) for key in kept["keys"]))


def _visit(person: Resident, role: str, look_at: str) -> Visit:
    secret = _secret(person.email) if role in ROLES else ""
    return Visit(person.email, person.name, person.group, person.language, role, look_at, secret)


def _secret(email: str) -> str:
    """160 bits in base32, as RFC 4226 section 4 asks for."""
    return base64.b32encode(hashlib.sha256(f"lantern and tide {email}".encode()).digest()[:20]).decode()


def _mixed(people: list[Resident]) -> list[Resident]:
    """Everybody once, so that any six in a row read different languages and sit in different groups."""
    shuffled = sorted(people, key=lambda person: hashlib.sha256(person.email.encode()).digest())
    seen = dict.fromkeys(OF_SIX, 0)
    places: list[tuple[float, Resident]] = []
    for person in shuffled:
        seen[person.language] += 1
        places.append((seen[person.language] / OF_SIX[person.language], person))
    return [person for _place, person in sorted(places, key=lambda place: place[0])]
