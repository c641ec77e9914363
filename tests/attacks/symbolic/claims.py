"""The claims and broken variants of docs/proof: what the employer sees in either of two worlds, by the file's name.

`flipped` says which world: who of two people did what. The employer has all of its keys, keepers' too where a claim is
about identity. What several people send without a name comes in no order: here it is seen by what is in it.
"""

from collections.abc import Callable, Mapping
from functools import partial

from .people import (
    NOTHING,
    UNLIT,
    Candle,
    Keepers,
    Keys,
    Message,
    Seen,
    converse,
    exchange,
    flag,
    redeem,
    seal,
    submit,
    take,
)
from .terms import Name, Term, word

ONE, OTHER = BOTH = ("one", "other")
YES, NO = word("yes"), word("no")
KEEPERS = Keepers()
CANDLE = Candle("the candle")
NAMED_SIDE = (Name("secret of the named side"), Name("door key"), Name("installation key"), Name("badge key"))
NAMELESS_SIDE = (Name("secret of the nameless side"), Name("other installation key"))


def _employer(*held: Term, keepers: bool = True) -> Seen:
    """All keys of both sides, those of one claim among them, and what is public of the keepers'."""
    secrets = (*held, *NAMED_SIDE, *NAMELESS_SIDE, *((KEEPERS.opener, KEEPERS.signer) if keepers else ()))
    seen = Seen({str(secret): secret for secret in secrets})
    seen.add("keepers' keys", KEEPERS.public)
    return seen


def _keys(who: str, each: str) -> Keys:
    """The keys of everybody's Notice; `each` names the one of which everybody has their own."""
    pens = {
        name: Name(f"{name} pen for {who}" if name == each else f"{name} pen") for name in ("label", "ballot", "candle")
    }
    return Keys(**pens)


def _cookie(who: str, sent: bool) -> Message:
    return {"cookie": Name(f"cookie of {who}")} if sent else NOTHING


def _sends(answers: Mapping[str, Term], *, lights: str | None, each: str = "", cookies: bool = False) -> Seen:
    """A Send of everybody in `answers`."""
    keys = {who: _keys(who, each) for who in answers}
    seen = _employer(*dict.fromkeys(key for one in keys.values() for key in one.private))
    ballots, flags = [], []
    for who, said in answers.items():
        wanted = CANDLE.lit(KEEPERS, word("note")) if who == lights else UNLIT
        ballot, raised = submit(seen, who, keys[who], answers=said, wanted=wanted, cookie=_cookie(who, cookies))
        ballots.append((said == YES, ballot))
        flags.append((who == lights, raised))
    for name, sent in (("ballot", ballots), ("flag", flags)):
        for number, (_, message) in enumerate(sorted(sent, key=lambda one: not one[0]), 1):
            seen.add(f"{name} {number}", message)
    return seen


def ballots(flipped: bool, *, people: tuple[str, ...] = BOTH, each: str = "", cookies: bool = False) -> Seen:
    """One says yes and the other no, or the other way round."""
    answers = {who: YES if who == BOTH[flipped] else NO for who in people}
    return _sends(answers, lights=None, each=each, cookies=cookies)


def flags(flipped: bool, *, people: tuple[str, ...] = BOTH, each: str = "", cookies: bool = False) -> Seen:
    """One lights the candle or the other, and nobody else's flag is lit; ballots stay as they are."""
    answers = {who: YES if who == ONE else NO for who in people}
    seen = _sends(answers, lights=BOTH[flipped], each=each, cookies=cookies)
    if len(people) > 1:
        converse(seen, CANDLE, KEEPERS, asks=word("letter"), answers=word("answer"))
    return seen


def flags_by_spare(flipped: bool) -> Seen:
    """Both hold spare passes; one of them lights the candle at the standing page, the other sends nothing."""
    keys = _keys("", "")
    seen = _employer(*keys.private)
    lit = CANDLE.lit(KEEPERS, word("note"))
    held = {who: flag(seen, who, keys, wanted=lit, group="spare") for who in BOTH}
    seen.add("flag", held[BOTH[flipped]])
    converse(seen, CANDLE, KEEPERS, asks=word("letter"), answers=word("answer"))
    return seen


def letters(flipped: bool, *, signed: bool = True) -> Seen:
    """A note, a letter and its answer say this or that; unsigned, the nameless side puts a key of its own in."""
    note, asks, answers = (word(f"{'that' if flipped else 'this'} {what}") for what in ("note", "letter", "answer"))
    own = Name("sealing key of the employer's own")
    seen = _employer(own, keepers=False)
    seen.add("what the router sees", {"wish": CANDLE.lit(KEEPERS, note)})
    converse(seen, CANDLE, KEEPERS, asks=asks, answers=answers)
    if not signed:
        seen.add("answer to the key put in", {"employee": seal(answers, own, "answer to the key put in")})
    return seen


def leave(
    flipped: bool, *, alone: bool = False, pen: str = "break pen", cookies: bool = False, key_known: bool = False
) -> Seen:
    """One redeems a candle's break pass and the other an exchanged one, or the other way round."""
    entitlement, everybodys, candles = Name("entitlement pen"), Name("break pen"), Name(pen)
    seen = _employer(*dict.fromkeys((entitlement, everybodys, candles)))
    if key_known:
        seen.add("the candle", {"candle key": CANDLE.key})
    own = {who: exchange(seen, who, entitlement, everybodys) for who in BOTH}
    lit_by = BOTH[flipped]
    converse(seen, CANDLE, KEEPERS, asks=word("letter"), answers=word("answer"))
    taken = take(seen, CANDLE, candles, _cookie(lit_by, cookies))
    for number, who in enumerate((lit_by,) if alone else BOTH, 1):
        redeem(seen, number, who, taken if who == lit_by else own[who], _cookie(who, cookies))
    return seen


def leave_which_candle(flipped: bool) -> Seen:
    """Two candles were offered breaks and took them: this leave is from the first of them or from the second."""
    pen = Name("break pen")
    seen = _employer(pen)
    taken = []
    for candle in (Candle("the first candle"), Candle("the second candle")):
        converse(seen, candle, KEEPERS, asks=word("letter"), answers=word("answer"))
        taken.append(take(seen, candle, pen))
    for number, who in enumerate(BOTH, 1):
        redeem(seen, number, who, taken[(number == 2) != flipped])
    return seen


World = Callable[[bool], Seen]
HOLD: dict[str, World] = {
    "ballots": ballots,
    "ballots_chosen_key": ballots,  # the employer has the pen, whoever drew it
    "flags": flags,
    "flags_by_spare": flags_by_spare,
    "letters": letters,
    "leave": leave,
    "leave_which_candle": leave_which_candle,
}
BROKEN: dict[str, World] = {
    "ballots_key_per_person": partial(ballots, each="ballot"),
    "ballots_two_cohorts": partial(ballots, each="label"),
    "ballots_unpinned_key": partial(ballots, each="ballot"),
    "ballots_shared_cookie": partial(ballots, cookies=True),
    "ballots_nobody_else": partial(ballots, people=(ONE,)),
    "flags_key_per_person": partial(flags, each="candle"),
    "flags_shared_cookie": partial(flags, cookies=True),
    "flags_nobody_else": partial(flags, people=(ONE,)),
    "letters_unsigned_inner": partial(letters, signed=False),
    "leave_key_of_its_own": partial(leave, pen="break pen of candles"),
    "leave_unpinned_key": partial(leave, pen="break pen shown to this mailbox"),
    "leave_candle_key_known": partial(leave, key_known=True),
    "leave_shared_cookie": partial(leave, cookies=True),
    "leave_nobody_else": partial(leave, alone=True),
}
