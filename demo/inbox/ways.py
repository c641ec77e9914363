"""The three ways of a candle on the front page: who lights it, who answers it, who books the rest that comes of it."""

from demo.cast import PASSPHRASE, Cast

from .markup import Markup, el
from .skeleton import Place, outward


def section(place: Place, cast: Cast) -> Markup:
    """Employee, keeper and desk, each with where to begin; keys of candles where the past has left some."""
    return el(
        "section",
        el("h2", "Follow a candle", id="candle"),
        el("p", "Whoever ticks the box at the end of the survey lights a candle: I need a break. Three groups see "
           "three different things of it. Open each in a private window of its own, as three people would."),
        el("ol", _employee(place), _keeper(place, cast), _desk(place, cast), class_="ways"),
        _keys(cast),
        id="ways",
    )  # fmt: skip


def _employee(place: Place) -> Markup:
    return el(
        "li",
        el("h3", "An employee lights it and comes back"),
        el("p", "With nothing but the candle key that was shown once: on any device, under no name. Letters and offers "
           "wait there; a break that is taken becomes a pass for the leave desk."),
        el("p", outward(f"{place.nameless}/candle/", "The candle page", class_="button"),
           outward(f"{place.nameless}/rest/", "Passes that everybody holds"), class_="row"),
        class_="card",
    )  # fmt: skip


def _keeper(place: Place, cast: Cast) -> Markup:
    names = [visit.name for visit in cast.visits if visit.role == "keeper"]
    return el(
        "li",
        el("h3", "A keeper reads and answers it"),
        el("p", "In the console on the nameless side, which opens a second window to sign in: as ", _either(names), ". "
           "That window stays open; then the keepers' key is opened with its passphrase, in the browser alone."),
        el("p", outward(f"{place.nameless}/keeper/", "The keepers' console", class_="button")),
        el("p", "Passphrase: ", el("code", PASSPHRASE, class_="code")),
        class_="card",
    )  # fmt: skip


def _desk(place: Place, cast: Cast) -> Markup:
    names = [visit.name for visit in cast.visits if visit.role == "desk"]
    return el(
        "li",
        el("h3", "The desk books the rest"),
        el("p", "Signed in as ", _either(names), ": a person, a kind of break, days, no reason. Passes that came of "
           "a candle and passes that everybody holds look the same here. Managers then see who is away."),
        el("p", outward(f"{place.named}/leave/", "The leave book", class_="button"),
           outward(f"{place.named}/away/", "Away, for managers"), class_="row"),
        class_="card",
    )  # fmt: skip


def _either(names: list[str]) -> list[str | Markup]:
    """One name, or several joined by "or"; they are among those to sign in as, below."""
    pieces: list[str | Markup] = []
    for name in names:
        pieces += [" or ", el("strong", name)]
    return pieces[1:] or ["nobody, because this town is too small for one"]


def _keys(cast: Cast) -> Markup | None:
    """Candle keys for the candle page; nothing where none was kept."""
    if not cast.keys:
        return None
    facts = [el("div", el("dt", el("code", key.written, class_="code")), el("dd", key.holds)) for key in cast.keys]
    return el(
        "details",
        el("summary", "Candle keys that people of the town have kept"),
        el("p", "Type or paste one into the candle page: each opens the mailbox of one candle in the queue."),
        el("dl", facts, class_="keys"),
        class_="card",
    )
