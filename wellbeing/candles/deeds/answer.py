"""Answer: a keeper's letter, into a candle that they hold."""

from uuid import UUID

from django.db import transaction

from crypto.badge import Badge

from ..asked import NewLetter
from ..letters import keep_letter
from ..models import Letter
from ..queue import held_by, signing_key


def answer(*, candle: UUID, badge: Badge, letter: NewLetter) -> None:
    """Keep a letter signed by the rota's key. The same again changes nothing.

    Raises BadLetter (400), NumberTaken and TooMany (409), Unknown (404), Over (410), Another (409).
    """
    with transaction.atomic():
        found = held_by(badge, candle)
        keep_letter(found, letter, author=Letter.Author.KEEPER, public=signing_key(badge.rota))
