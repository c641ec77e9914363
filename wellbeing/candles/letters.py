"""Letters: how one gets into a candle, whoever wrote it."""

import hashlib
from collections import defaultdict
from uuid import UUID

from crypto.letter import check_signature, letter_message
from crypto.refusal import Refusal

from .asked import NewLetter
from .models import Candle, Letter
from .queue import Over, open_candles


class NumberTaken(Refusal):
    """Another letter has this number, or one before it is missing."""

    status = 409


class TooMany(Refusal):
    """So many letters that something is wrong."""

    status = 409


MOST = {Letter.Author.EMPLOYEE: 20, Letter.Author.KEEPER: 60}  # letters of a candle


def keep_letter(candle: Candle, letter: NewLetter, *, author: Letter.Author, public: bytes) -> None:
    """Keep a letter that `public` signed; the candle is locked. The same again changes nothing.

    Raises BadLetter (400), NumberTaken and TooMany (409), Over (410).
    """
    keepers, employee = hashlib.sha256(letter.keepers).digest(), hashlib.sha256(letter.employee).digest()
    mailbox = bytes(candle.mailbox)
    signed = letter_message(mailbox=mailbox, number=letter.number, keepers=keepers, employee=employee)
    check_signature(public, signed, letter.signature)
    written = list(Letter.objects.filter(candle=candle).values_list("number", "author", "signed", "signature"))
    if (letter.number, author, keepers, letter.signature) in [(n, a, bytes(k), bytes(s)) for n, a, k, s in written]:
        return
    if not candle.is_open:
        raise Over("this candle is closed; nothing can be written any more")
    if letter.number != len(written) + 1:
        raise NumberTaken("another letter has this number; read what came meanwhile and send yours again")
    if [by for _, by, _, _ in written].count(author) >= MOST[author]:
        raise TooMany(f"a candle takes at most {MOST[author]} letters of one side")
    Letter.objects.create(
        candle=candle,
        number=letter.number,
        author=author,
        keepers=letter.keepers,
        employee=letter.employee,
        signed=keepers,
        signature=letter.signature,
    )


def authors_by_candle(rota: str) -> dict[UUID, list[str]]:
    """Who wrote the letters of a rota's open candles, in their order."""
    found: dict[UUID, list[str]] = defaultdict(list)
    letters = Letter.objects.filter(candle__in=open_candles(rota)).order_by("number")
    for candle, author in letters.values_list("candle_id", "author"):
        found[candle].append(author)
    return found


def is_unread(authors: list[str]) -> bool:
    """Whether the newest letter is one that no keeper has answered."""
    return authors[-1:] == [Letter.Author.EMPLOYEE]
