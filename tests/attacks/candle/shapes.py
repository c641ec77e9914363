"""What may not differ between two submissions: requests, their order, their sizes, and everything else but content."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .recorder import Exchange, Submission

# A browser casts the ballot first or raises the flag first, by a coin of its own; guessing.py looks at that coin.
SHUFFLED = {"nameless /ballots/", "nameless /flags/"}
# Everybody's rest is exchanged beside all else, and nobody waits for it: it comes where the network lets it.
BESIDE = {"nameless /exchanges/"}
# What these answer is the same for everybody at one moment, and grows while flags come in.
GROWING = {("GET", "nameless /flags/")}

Shape = tuple[Any, ...]


def shape(submission: Submission) -> Shape:
    """All requests in their order, each with everything but times and random content."""
    return tuple(map(_one, _in_order(submission.exchanges)))


def differences(ticked: Sequence[bool], shapes: Sequence[Shape]) -> list[str]:
    """Every way in which somebody's submission is not everybody's, in a sentence each."""
    counted = Counter(shapes)
    usual = counted.most_common(1)[0][0]
    sentences = []
    for found, times in counted.items():
        if found != usual:
            lit = sum(tick for tick, one in zip(ticked, shapes, strict=True) if one == found)
            sentences.append(f"{times} submissions, {lit} of them ticked: {_contrast(usual, found)}")
    return sentences


def _in_order(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """As they were sent; but documents that are asked for side by side, and what is shuffled, by what they are.

    Reading changes nothing and is the same for all, so that only its place between two posts is looked at; what goes
    beside all else stands at the end.
    """
    ordered: list[Exchange] = []
    reading: list[Exchange] = []
    beside = [exchange for exchange in exchanges if exchange.address in BESIDE]
    for exchange in (exchange for exchange in exchanges if exchange.address not in BESIDE):
        if exchange.method == "GET":
            reading.append(exchange)
        else:
            ordered += [*sorted(reading, key=_whole), exchange]
            reading = []
    ordered += sorted(reading, key=_whole)
    places = [place for place, one in enumerate(ordered) if one.method == "POST" and one.address in SHUFFLED]
    for place, exchange in zip(places, sorted((ordered[place] for place in places), key=_whole), strict=True):
        ordered[place] = exchange
    return ordered + beside


def _whole(exchange: Exchange) -> str:
    return repr(_one(exchange))


def _one(exchange: Exchange) -> Shape:
    growing = (exchange.method, exchange.address) in GROWING
    return (
        exchange.method,
        exchange.address,
        exchange.status,
        exchange.sent,
        None if growing else exchange.received,
        exchange.asked,
        exchange.answered,
    )


def _contrast(usual: Shape, found: Shape) -> str:
    """The first thing that is another one."""
    if len(usual) != len(found):
        more, less = Counter(one[:2] for one in found), Counter(one[:2] for one in usual)
        return f"{len(found)} instead of {len(usual)}: more {dict(more - less)}, less {dict(less - more)}"
    return next(f"{theirs} instead of {mine}" for mine, theirs in zip(usual, found, strict=True) if mine != theirs)
