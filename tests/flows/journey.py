"""One candle's whole way, played in Python: lit, read, answered, taken, handed in, approved; with words to search for.

Beside it a colleague hands in a pass that everybody holds, so that the desk has two to look at.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.account import Account
from demo.keeper import Keeper, Opened
from demo.lighting import Need
from demo.mailbox import PersonalMailbox
from demo.play import Reply
from demo.redeeming import redeem
from demo.stock import BreakPass
from demo.waiting import wait_for

from .boathouse import COMING, DESK, GROUPS, KEEPERS, Sides, Wave, address, reply

TIRED, RESTING, LEADER = address("Kitchen", 3), address("Kitchen", 5), address("Kitchen", 0)
NOTE = "canary note: the night shifts since spring"
QUESTION = "canary question: would a whole day help, or two halves"
ANSWER = "canary answer: a whole day, please"
WORDS = [NOTE, QUESTION, ANSWER]


@dataclass
class Journey:
    """What the people on the way held in their hands, and what each page told them."""

    sides: Sides
    wave: Wave
    keeper: Keeper
    mailbox: PersonalMailbox
    opened: Opened
    queue: list[dict]
    taken: BreakPass
    own: BreakPass
    first: date
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def candle_key(self) -> bytes:
        return self.wave.sent[TIRED].candle_key


def travel(sides: Sides) -> Journey:
    """From the survey to the manager's mail, a wave of its own, days in the past."""
    let_somebody_lead(sides)
    wave = Wave(sides, timedelta(days=30))
    wave.sent = sides.play.answer(wave.links, _reply)
    sides.play.clock.move_to(wave.opens + timedelta(days=2))
    wait_for(lambda: sides.rows("nameless", "candles_candle") == len(_lit()), what="the router", seconds=60)
    keeper, mailbox = sides.keeper(KEEPERS[0]), PersonalMailbox(
        wave.sent[TIRED].candle_key, documents=sides.play.documents
    )  # fmt: skip
    queue = keeper.queue()["candles"]
    mine = next(entry["id"] for entry in queue if bytes.fromhex(entry["mailbox"]) == mailbox.public)
    keeper.hold(mine)
    keeper.write(mine, QUESTION)
    mailbox.write(ANSWER)
    keeper.offer(mine, ["day", "half-day"])
    taken = mailbox.take(next(offer for offer in mailbox.read().offers if offer.kind == "day"))
    own = next(one for one in wave.sent[RESTING].stock.breaks() if one.kind == "day")
    first = sides.play.clock.now().date() + timedelta(days=9)
    journey = Journey(sides, wave, keeper, mailbox, keeper.open(mine), queue, taken, own, first)
    _rest(journey)
    return journey


def _lit():
    return {TIRED} | {to for to in COMING if reply(to).lit}


def _reply(to):
    if to not in COMING:
        return None
    said = reply(to)
    need = Need(urgency="today", kinds=("day",), note=NOTE) if to == TIRED else Need()
    return Reply(said.answers, lit=to in _lit(), need=need)


def let_somebody_lead(sides: Sides) -> None:
    """The roster once more, with a leader for the Kitchen."""
    lines = ["employee_id,email,group,leads"]
    for group, size in GROUPS.items():
        lines += [
            f"{group}{i},{address(group, i)},{group},{'yes' if address(group, i) == LEADER else 'no'}"
            for i in range(size)
        ]
    roster = sides.installation.folder / "roster-led.csv"
    roster.write_text("\n".join(lines) + "\n")
    sides.installation.manage("named", "import_roster", str(roster), "--apply")


def _rest(journey: Journey) -> None:
    """Both hand in their passes, one with the daily batch and one at once; the desk approves both."""
    play = journey.sides.play
    wait_for(lambda: journey.sides.rows("named", "desk_breakkeyseen") > 0, what="the break keys", seconds=60)
    with play.account(TIRED) as account:
        redeem(account, journey.taken, first=journey.first, last=journey.first, today=True)
    with play.account(RESTING) as account:
        redeem(account, journey.own, first=journey.first, last=journey.first)
    with play.account(DESK.address, DESK.secret) as account:
        journey.pages["desk, before the batch"] = account.get("/leave/").text
    play.clock.move_to(play.clock.now() + timedelta(days=8))
    with play.account(DESK.address, DESK.secret) as account:  # a session of a role lasts twelve hours
        wait_for(lambda: RESTING in account.get("/leave/").text, what="the daily batch", seconds=60)
        _approve_all(journey, account)
    with play.account(LEADER) as account:
        journey.pages["away"] = account.get("/away/").text
    wait_for(lambda: len(_calendars(play)) == 4, what="the mails of two approvals", seconds=60)


def _approve_all(journey: Journey, account: Account) -> None:
    journey.pages["desk"] = account.get("/leave/").text
    for leave in sorted(set(re.findall(r"/leave/([0-9a-f-]{36})/", journey.pages["desk"]))):
        journey.pages[f"desk {leave}"] = account.get(f"/leave/{leave}/").text
        account.send(f"/leave/{leave}/", {"do": "approve"})


def _calendars(play) -> list[bytes]:
    return [mail for path in play.mailbox.glob("*.eml") if b"text/calendar" in (mail := path.read_bytes())]
