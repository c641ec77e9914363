"""`manage.py keep_keepers_key FILE --keeper EMAIL`: keeps a key, or copies of one, that were made away from here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crypto.refusal import Refusal
from surveys.people.models import Employee
from wellbeing.desk.asked import read_keys
from wellbeing.desk.deeds.keep_keys import keep_keys
from wellbeing.desk.keeping import keeper_of


class Command(BaseCommand):
    help = (
        "Keep what FILE holds for the keeper EMAIL: JSON with copies and, for a new key, record and signature "
        "(docs/protocol.md section 10); a copy under their passphrase is for null."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keeper", required=True, metavar="EMAIL")

    def handle(self, *args: Any, file: Path, keeper: str, **options: Any) -> None:
        employee = Employee.objects.filter(email=keeper.lower()).first()
        if employee is None:
            raise CommandError(f"nobody here has the address {keeper}")
        try:
            place = keeper_of(employee)
            asked = read_keys(file.read_bytes(), own=place.number if place else None)
            kept = keep_keys(employee=employee, asked=asked)
        except OSError as error:
            raise CommandError(f"{file} cannot be read") from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{kept.rota_id} has the key {kept.fingerprint}.")
