"""What the named origin's first page shows of results."""

from dataclasses import dataclass
from functools import cached_property

from ..models import Report
from ..scope import Scope
from .changes import Change, changes
from .participation import Part, participation
from .wave import Wave


@dataclass(frozen=True)
class Home:
    """All waves that were counted, the newest first, and the newest at a glance."""

    scope: Scope

    @cached_property
    def waves(self) -> list[Wave]:
        """The newest first; only of the newest is the Report read."""
        rows = Report.objects.defer("document", "counted_document")
        return sorted((Wave(row, self.scope) for row in rows), key=lambda wave: wave.notice["closes"], reverse=True)

    @property
    def newest(self) -> Wave | None:
        """The wave that closed last."""
        return self.waves[0] if self.waves else None

    @cached_property
    def changes(self) -> list[Change]:
        """What changed clearly in it."""
        return changes(self.newest) if self.newest else []

    @cached_property
    def participation(self) -> list[Part]:
        """Who took part in it."""
        return participation(self.newest) if self.newest else []
