"""The Boathouse: a small organisation for the flows, a running pair of sides it lives on, and its waves."""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from psycopg import sql

from crypto.installation import read_seed, sign_request
from crypto.notice import read
from demo.founding import Member, give_role
from demo.installation import Installation
from demo.keeper import Keeper
from demo.person import Person
from demo.play import Play, Reply
from demo.processes import Supervisor
from demo.refused import Refused

from .secret import SECRET

ORGANISATION = "Boathouse"
GROUPS = {"Harbour": 16, "Kitchen": 14, "Loft": 10}
FOUNDED = timedelta(days=71)  # ago
FLOOR = ("--k", "5", "--m", "7")
QUESTIONNAIRE = {
    "name": "Pulse",
    "languages": ["en"],
    "questions": [
        {"key": "rest", "kind": "scale", "good": "high", "points": 5, "text": {"en": "I am rested."},
         "low": {"en": "never"}, "high": {"en": "always"}},
        {"key": "where", "kind": "choice", "text": {"en": "Where do you rest?"},
         "options": [{"text": {"en": "at sea"}}, {"text": {"en": "on land"}}]},
        {"key": "friend", "kind": "recommend", "text": {"en": "Would you tell a friend to come?"}},
    ],
}  # fmt: skip


def address(group: str, number: int) -> str:
    return f"{group}.{number}@example.org".lower()


PASSPHRASE = "one lantern for every mooring"
# Off the roster, so that nobody asks them; both keepers are of the one rota.
KEEPERS = [Member("keeper@example.org", SECRET), Member("second.keeper@example.org", SECRET)]
DESK = Member("desk@example.org", SECRET)
LASTS = timedelta(days=7)
# Who answers: 12 of Harbour, 10 of Kitchen, 3 of the Loft. Three are under the floor of 5, so the Loft is hidden, and
# with it one more group: shown all but the Loft, the rest of the whole would be the three.
ANSWERING = {"Harbour": 12, "Kitchen": 10, "Loft": 3}
LIT = {address("Harbour", 3), address("Kitchen", 1), address("Kitchen", 9), address("Loft", 2)}
COMING = sorted(address(group, i) for group, count in ANSWERING.items() for i in range(count))
EARLY, LATE = COMING[:-2], COMING[-2:]  # the late ones hold their passes at the close and cast in the hours of grace
TOO_LATE = address("Harbour", 15)


@dataclass
class Sides:
    """One running pair of sides."""

    installation: Installation
    play: Play
    supervisor: Supervisor
    signed_in: dict[Member, Keeper] = field(default_factory=dict)

    def keeper(self, member: Member = KEEPERS[0]) -> Keeper:
        """A keeper with a fresh badge and the key unlocked; signs in when the session before is over.

        Codes for one mailbox are limited to three a minute.
        """
        try:
            self.signed_in[member].keyring.unlock()
        except (KeyError, Refused, ValueError):  # never signed in; or the page of the sign-in, which is no JSON
            self.signed_in[member] = self.play.keeper(member, passphrase=PASSPHRASE)
        return self.signed_in[member]

    def rows(self, side: str, table: str) -> int:
        with psycopg.connect(self.installation.databases[side]) as connection:
            return connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()[0]


def found(installation: Installation, folder: Path) -> None:
    """Both databases, the roster, the questions, two keepers and a desk."""
    lines = ["employee_id,email,group,leads"]
    for group, size in GROUPS.items():
        lines += [f"{group}{i},{address(group, i)},{group},no" for i in range(size)]
    (folder / "roster.csv").write_text("\n".join(lines) + "\n")
    (folder / "questions.json").write_text(json.dumps(QUESTIONNAIRE))
    installation.migrate()
    installation.manage("named", "import_roster", str(folder / "roster.csv"), "--apply")
    installation.manage("named", "import_questionnaire", str(folder / "questions.json"))
    installation.two_at_once(
        lambda acting: give_role(installation, *acting, "--new"),
        [*((one, "keeper") for one in KEEPERS), (DESK, "desk")],
    )


def reply(to):
    chance = random.Random(to)
    answers = {"rest": chance.randint(1, 5), "where": chance.randint(1, 2), "friend": chance.randint(0, 10)}
    return Reply(answers, lit=to in LIT)


class Wave:
    """One wave while it goes through its life."""

    def __init__(self, sides, ago, questionnaire=QUESTIONNAIRE["name"]):
        self.sides, self.play = sides, sides.play
        # At nine, whatever the hour is now: none of the router's fixed hours, so that flags wait for the next day.
        self.opens = (datetime.now(UTC) - ago).replace(hour=9, minute=0, second=0, microsecond=0)
        self.play.open_wave(*FLOOR, questionnaire=questionnaire, opens=self.opens, closes=self.opens + LASTS)
        self.links = self.play.letters(expected=sum(GROUPS.values()))
        self.sent = {}

    def person(self, to):
        return Person(self.links[to], documents=self.play.documents)

    def answer(self, addresses):
        self.sent |= self.play.answer({to: self.links[to] for to in addresses}, reply)

    @property
    def notice(self):
        return self.person(COMING[0]).notice

    def prepare(self, to):
        """Everything but casting."""
        person = self.person(to)
        person.ask_ahead()
        person.fill_in(reply(to).answers, lit=to in LIT)
        person.ask_passes()
        return person

    def cohort_names(self):
        return {cohort["id"]: cohort["name"] for cohort in self.play.documents.papers(self.notice).wave["cohorts"]}

    def report(self):
        """The Report's bytes, as the named worker fetches them."""
        installation = self.sides.installation
        path = f"/reports/{self.notice}/"
        seed = read_seed(installation.folder / "named" / "installation.key")
        signed = sign_request(seed, method="GET", path=path, body=b"", now=self.play.clock.now())
        answer = self.play.client.get(installation.origins["nameless"] + path, headers=signed)
        return read(answer.raise_for_status().content, kind="report")
