"""`manage.py forget_second_factor EMAIL`: when everything is lost and no other owner can reset it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.people.deeds.set_second_factor import forget_second_factor
from surveys.people.models import Employee


class Command(BaseCommand):
    help = "Forget the second factor of EMAIL; they set up another one at the next sign-in, and their sessions end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            forgotten = forget_second_factor(employee=Employee.objects.get_by_natural_key(email))
        except Employee.DoesNotExist as error:
            raise CommandError(f"nobody here has the address {email}; check its spelling") from error
        self.stdout.write(f"{email} has no second factor any more." if forgotten else f"{email} had no second factor.")
