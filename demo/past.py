"""The invented town's waves as its people lived them: who answers and lights a candle, what becomes of it."""

import hashlib
import random
from datetime import date, datetime, timedelta

from . import cast, keeping, questions, told, town
from .founding import Member
from .lighting import JUST_LIT
from .person import Person
from .play import ROUTED_AFTER, Play, Reply
from .stock import Stock

LASTS = timedelta(days=7)
GRACE = timedelta(hours=7)  # a wave's own six, and one more
LIGHTS, LIGHTS_AT_LEAST = 0.05, 7  # of all who answer, and people


class Past:
    """Wave by wave. `answered` are those of the newest one, `keys` candle keys that a visitor may try."""

    def __init__(self, play: Play, people: list[town.Resident]) -> None:
        self.play, self.people = play, people
        self.answered: list[str] = []
        self.keys: list[cast.Key] = []
        self._acting = _acting(people)
        self._devices = {person.email: Stock() for person in people}
        self._lit: list[str] = []

    def found(self) -> None:
        """The keepers make their key, so that candles can be lit."""
        if self._acting:
            self.play.make_keepers_key(self._acting.keepers, passphrase=cast.PASSPHRASE)

    def closed(self, number: int, *, opens: datetime, away: date) -> None:
        """A wave from its opening to the last candle put out; who took a break rests on the day `away`."""
        sent = self._answer(number, opens, share=1.0)
        notice = next(iter(sent.values())).notice
        self.play.clock.move_to(opens + LASTS + GRACE)
        self.play.report(notice)
        self.play.clock.move_to(opens + LASTS + ROUTED_AFTER)
        keeping.settle(self.play, self._acting, sent, self._led_first(), away=away)

    def open(self, number: int, *, opens: datetime, share: float) -> None:
        """A wave until a day after its opening, which `share` of those who will answer have answered by then."""
        sent = self._answer(number, opens, share=share)
        walked_in = keeping.walk_in(self.play) if self._acting else b""
        self.play.clock.move_to(opens + timedelta(days=1))
        self.keys = keeping.stir(self.play, self._acting, sent, self._lit, walked_in=walked_in)

    def _answer(self, number: int, opens: datetime, *, share: float) -> dict[str, Person]:
        name = questions.QUESTIONNAIRE["name"]
        self.play.open_wave(questionnaire=name, opens=opens, closes=opens + LASTS)
        links = self.play.letters(expected=len(self.people))
        replies, self._lit = replies_of(self.people, number, share=share, lights=bool(self._acting))
        sent = self.play.answer(links, replies.get, devices=self._devices)
        self.answered = list(sent)
        return sent

    def _led_first(self) -> list[str]:
        """Who lit a candle, beginning with somebody whose manager a visitor may be."""
        groups = {person.email: person.group for person in self.people}
        return sorted(self._lit, key=lambda address: not groups[address].startswith(cast.LED))


def replies_of(
    people: list[town.Resident], number: int, *, share: float, lights: bool
) -> tuple[dict[str, Reply], list[str]]:
    """What everybody sends who answers the wave of this number, and the addresses of those who light a candle."""
    chances = {person.email: random.Random(f"{person.email} {number}") for person in people}
    coming = [person for person in people if chances[person.email].random() < person.diligence * share]
    places = {address: place for place, address in enumerate(_lighting(people, coming, number) if lights else [])}
    replies = {}
    for person in coming:
        chance, place = chances[person.email], places.get(person.email)
        answers = questions.answers_of(person, wave=number, chance=chance)
        need = JUST_LIT if place is None else told.need_of(place, person.language)
        labelled = chance.random() > 0.02
        replies[person.email] = Reply(answers, lit=place is not None, labelled=labelled, need=need)
    return replies, list(places)


def _lighting(people: list[town.Resident], coming: list[town.Resident], number: int) -> list[str]:
    """Drawn by lot among those whom no visitor can sign in as."""
    acting = {visit.email for visit in (*cast.with_roles(people), *cast.managers(people))}
    drawn = sorted(
        (person.email for person in coming if person.email not in acting),
        key=lambda address: hashlib.sha256(f"{address} candle {number}".encode()).digest(),
    )
    return drawn[: max(LIGHTS_AT_LEAST, round(LIGHTS * len(coming)))]


def _acting(people: list[town.Resident]) -> keeping.Acting:
    roles = [(visit.role, Member(visit.email, visit.secret)) for visit in cast.with_roles(people)]
    keepers = [member for role, member in roles if role == "keeper"]
    return keeping.Acting(keepers, next((member for role, member in roles if role == "desk"), None))
