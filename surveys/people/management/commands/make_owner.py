"""`manage.py make_owner EMAIL`: the first owner of this installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.people.deeds.make_owner import OwnerRefused, make_owner


class Command(BaseCommand):
    help = "Make the account of EMAIL an owner; they sign in by a code sent to it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--another", action="store_true", help="although there is an owner already")

    def handle(self, *args: Any, email: str, another: bool, **options: Any) -> None:
        try:
            owner = make_owner(email=email, another=another)
        except OwnerRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{owner.email} is an owner.")
