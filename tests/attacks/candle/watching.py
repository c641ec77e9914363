"""One recording: many people send, and what left their browsers and was stored of each stands side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from demo.installation import Installation

from . import guessing, shapes, stored
from .choices import Choices
from .recorder import NotSent, Submission, record


@dataclass(frozen=True, slots=True)
class Watched:
    """`written` are each submission's rows, `nobodys` the tables that grew without anybody's doing.

    `unsent`: who did not get through, on a machine that was too slow; whether they had ticked, and why.
    """

    submissions: list[Submission]
    written: list[stored.Written]
    nobodys: set[str]
    unsent: list[tuple[bool, str]]

    @property
    def ticked(self) -> list[bool]:
        """Who ticked."""
        return [submission.lit for submission in self.submissions]

    def differences(self) -> list[str]:
        """Every way in which requests or rows are not the same for all, in a sentence each."""
        requests = [shapes.shape(submission) for submission in self.submissions]
        rows = [tuple(sorted(rows.items())) for rows in self.written]
        return shapes.differences(self.ticked, requests) + shapes.differences(self.ticked, rows)

    def times(self) -> list[dict[str, float]]:
        """What a clock saw of each."""
        return [guessing.times_of(submission.exchanges) for submission in self.submissions]


def watch(installation: Installation, people: Sequence[Choices], *, client: str = "") -> Watched:
    """Let everybody send, by a `client` with a script of its own where one is given."""
    before = _look(installation)
    recorded = record(people, installation.origins, client=client)
    submissions = [one for one in recorded if isinstance(one, Submission)]
    unsent = [(one.lit, str(why)) for one, why in zip(people, recorded, strict=True) if isinstance(why, NotSent)]
    rows = {side: stored.new(before[side], now) for side, now in _look(installation).items()}
    employees = stored.employees(installation.databases["named"])
    return Watched(submissions, *stored.attribute(submissions, rows, employees), unsent)


def _look(installation: Installation) -> dict[str, stored.Stored]:
    return {side: stored.look(database) for side, database in installation.databases.items()}
