"""A break pass handed to the leave desk: pasted on the named side, with days, by whoever is signed in."""

from datetime import date

from .account import Account
from .refused import Refused
from .stock import BreakPass

REST, REDEEM = "/rest/", "/rest/redeem/"


def redeem(
    account: Account, held: BreakPass, *, first: date, last: date, today: bool = False, sure: bool = False
) -> None:
    """Ask for these days; `today` waits for no daily batch, `sure` says yes to what one more pass would show.

    Raises Refused, also when the page asks once more.
    """
    account.get(REDEEM)
    fields = {
        "do": "ask", "pass_text": held.text(), "first": first.isoformat(), "last": last.isoformat(),
        "when": "today" if today else "batch",
    }  # fmt: skip
    page = account.send(REDEEM, fields | ({"sure": "yes"} if sure else {}))
    if page.url.path != REST:
        raise Refused(page.status_code, "the page asks once more before it books")
