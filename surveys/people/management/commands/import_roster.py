"""`manage.py import_roster FILE [--apply]`: shows what a roster would change, or changes it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.people.deeds.import_roster import Overtaken, import_roster
from surveys.people.plan import Preview, plan_import
from surveys.people.roster import LARGEST, Roster, RosterRefused, read_roster

SHOWN = 50  # errors listed
LONG = 10_000  # people written between two lines of progress


class Command(BaseCommand):
    help = "Show what the roster in FILE (CSV) would change; with --apply, change it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="change it")

    def handle(self, *args: Any, file: Path, apply: bool, **options: Any) -> None:
        try:
            roster = read_roster(_bytes_of(file))
            self._say_how_it_was_read(roster)
            preview = import_roster(roster=roster, progress=self._progress) if apply else plan_import(roster)
        except RosterRefused as refused:
            self._list(refused)
            raise CommandError(str(refused)) from refused
        except Overtaken as overtaken:
            raise CommandError(str(overtaken)) from overtaken
        self._show(preview)
        self.stdout.write("This is done." if apply else "Nothing was changed yet; say --apply to do it.")

    def _say_how_it_was_read(self, roster: Roster) -> None:
        marks = {",": "commas", ";": "semicolons"}
        self.stdout.write(f"{len(roster.rows):,} employees; {marks[roster.delimiter]} separate the columns.")
        if roster.ignored:
            self.stdout.write(f"Columns that nothing is taken from: {', '.join(roster.ignored)}.")

    def _progress(self, done: int, of: int) -> None:
        if of > LONG and (done % LONG == 0 or done == of):
            self.stderr.write(f"{done:,} of {of:,} people written")

    def _list(self, refused: RosterRefused) -> None:
        for error in refused.errors[:SHOWN]:
            self.stderr.write(str(error))
        if len(refused.errors) > SHOWN:
            self.stderr.write(f"and {len(refused.errors) - SHOWN:,} more")

    def _show(self, preview: Preview) -> None:
        for title, found in (
            ("join", preview.joiners),
            ("return", preview.returning),
            ("move", preview.movers),
            ("change otherwise", preview.changed),
            ("leave", preview.leavers),
        ):
            self.stdout.write(f"{len(found):>8,} {title}")
        self.stdout.write(f"{len(preview.new_groups):>8,} groups are new")
        for path in preview.new_groups[:SHOWN]:
            self.stdout.write(f"         {path}")
        if len(preview.new_groups) > SHOWN:
            self.stdout.write(f"         and {len(preview.new_groups) - SHOWN:,} more")


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)  # one byte too many is enough to refuse it
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
