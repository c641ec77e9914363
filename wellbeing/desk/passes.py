"""Reads a break pass that somebody brings, and says in one sentence what is wrong with any other."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import formats
from django.utils.translation import gettext as _

from crypto.keys import load_spki
from crypto.passes import PASS_SIZE, TOKEN_TYPE, BadPass, Pass, challenge
from crypto.quarters import GOOD_FOR, is_good, quarter_of, quarters_since
from crypto.refusal import Refusal

from .models import BreakKeySeen, BreakKind

LARGEST = 8 * 1024  # bytes of what is pasted or of a file; a pass has 472 characters, and may come with an address
_QUARTERS_BACK, _MONTHS_BACK = 8, 24
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")  # white space, and what mail programs and files put between


class BadBreakPass(Refusal):
    """Nothing can be redeemed with this."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class BreakPass:
    """A genuine pass that is good now."""

    token: Pass
    key: BreakKeySeen
    kind: BreakKind

    @property
    def text(self) -> str:
        """The pass as it is pasted, 472 characters of base64url."""
        return base64.urlsafe_b64encode(self.token.to_bytes()).decode()

    @property
    def good_until(self) -> date:
        """The last day on which it can be redeemed."""
        return last_day_of(self.key.quarter)


def read_pass(given: str | bytes) -> Pass:
    """The pass in a pasted text or in a file: 354 bytes, or their base64, alone or behind the # of an address.

    Raises BadBreakPass, and nothing else.
    """
    if len(given) > LARGEST:
        raise BadBreakPass(_("This is far more than one pass. Bring one pass at a time."))
    try:
        return Pass.read(_bytes_of(given))
    except BadPass as error:
        raise BadBreakPass(_("This is no pass. A pass has 472 letters, digits, - and _; copy all of it.")) from error


def known_pass(given: str | bytes, *, now: datetime) -> BreakPass:
    """What was brought, checked against the keys that this side has seen. Raises BadBreakPass, and nothing else."""
    token = read_pass(given)
    key = BreakKeySeen.objects.filter(pk=token.key_id.hex()).first()
    if key is None:
        raise _stranger(token, now)
    try:
        token.check(load_spki(bytes(key.spki)), purpose="break", scope=key.scope)
    except BadPass as error:
        raise BadBreakPass(_("This pass is not genuine.")) from error
    if not is_good(key.quarter, now):
        raise _too_old(key.quarter)
    kind = BreakKind.objects.filter(pk=key.kind).first()
    if kind is None:
        raise BadBreakPass(
            _("The catalogue no longer has the kind of break that this pass is for; ask the leave desk.")
        )
    return BreakPass(token, key, kind)


def last_day_of(quarter: str) -> date:
    """The last day on which passes of `quarter` are good: that of the quarter after it."""
    ordinal = 4 * int(quarter[:4]) + int(quarter[-1]) + GOOD_FOR  # of the quarter that follows, counted from 0
    year, first_month = ordinal // 4, ordinal % 4 * 3 + 1
    return date.fromordinal(date(year, first_month, 1).toordinal() - 1)


def _bytes_of(given: str | bytes) -> bytes:
    if isinstance(given, bytes):
        if len(given) == PASS_SIZE and given.startswith(TOKEN_TYPE):
            return given
        given = given.decode(errors="replace")
    text = _UNSEEN.sub("", given).rpartition("#")[2]
    try:
        plain = text.rstrip("=").replace("-", "+").replace("_", "/")
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _stranger(token: Pass, now: datetime) -> BadBreakPass:
    """Why a pass is of no use whose key this side does not know."""
    purpose, scope = _made_for(token.challenge_digest, now)
    if purpose == "candle":
        return BadBreakPass(_("This is a candle pass. It lights a candle; leave is booked with break passes alone."))
    if purpose == "entitlement":
        return BadBreakPass(
            _("This pass has not been exchanged for a break pass yet. Open the page where you collected it once more.")
        )
    if purpose != "break":
        return BadBreakPass(_("This pass was made for something else, such as a survey; nothing is booked with it."))
    kind, quarter = scope.split(" ")
    if quarters_since(quarter, now) > GOOD_FOR:
        return _too_old(quarter)
    if BreakKeySeen.objects.filter(kind=kind, quarter=quarter).exists():
        return BadBreakPass(_("This pass is not genuine."))
    return BadBreakPass(
        _("The desk does not know the key of this pass yet. It asks for new ones every minute; try again soon."),
        status=409,
    )


def _made_for(digest: bytes, now: datetime) -> tuple[str, str]:
    """Purpose and scope of a challenge digest, or ("", "") for one that only other rooms could name."""
    return next(((purpose, scope) for purpose, scope in _scopes(now) if challenge(purpose, scope) == digest), ("", ""))


def _scopes(now: datetime) -> Iterator[tuple[str, str]]:
    """What a stray pass may have been made for: rest of the last two years, candles of as many."""
    kinds = list(BreakKind.objects.values_list("slug", flat=True))
    year, month = now.astimezone(UTC).year, now.astimezone(UTC).month
    months = [divmod(12 * year + month - back, 12) for back in range(_MONTHS_BACK + 1)]
    quarters = {quarter_of(datetime(y, m + 1, 1, tzinfo=UTC)) for y, m in months[: 3 * _QUARTERS_BACK]}
    for y, m in months:
        yield "candle", f"{y:04d}-{m + 1:02d}"
    for kind in kinds:
        for quarter in quarters:
            yield "entitlement", f"{kind} {quarter}"
            yield "break", f"{kind} {quarter}"


def _too_old(quarter: str) -> BadBreakPass:
    day = formats.date_format(last_day_of(quarter), "DATE_FORMAT")
    return BadBreakPass(_("This pass was good until %(day)s.") % {"day": day}, status=410)
