"""`manage.py import_questionnaire FILE`: stores a questionnaire, as a new version where it changed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from surveys.campaigns.deeds.import_questionnaire import import_questionnaire
from surveys.campaigns.fields import BadQuestionnaire
from surveys.campaigns.questionnaires import read_questionnaire


class Command(BaseCommand):
    help = "Import a questionnaire from a JSON file; the same content again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            draft = read_questionnaire(options["file"].read_bytes())
        except BadQuestionnaire as error:
            raise CommandError("\n".join(map(str, error.faults))) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        questionnaire, made = import_questionnaire(draft=draft)
        self.stdout.write(f"{questionnaire}: {'imported' if made else 'unchanged'}, {len(draft.questions)} questions")
