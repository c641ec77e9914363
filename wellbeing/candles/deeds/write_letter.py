"""Write a letter: the employee's, into their own candle."""

from django.db import transaction

from ..asked import NewLetter
from ..letters import keep_letter
from ..mailbox import candle_at
from ..models import Letter


def write_letter(*, mailbox: bytes, letter: NewLetter) -> None:
    """Keep a letter signed by the mailbox's key. The same again changes nothing.

    Raises BadLetter (400), NumberTaken and TooMany (409), NoMailbox (404), Over (410).
    """
    with transaction.atomic():
        keep_letter(candle_at(mailbox), letter, author=Letter.Author.EMPLOYEE, public=mailbox)
