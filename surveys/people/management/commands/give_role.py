"""`manage.py give_role EMAIL ROLE`: makes somebody owner, keeper or desk, or takes their role away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.people.deeds.give_role import RoleRefused, give_role
from surveys.people.models import Role

NOBODY = "none"


class Command(BaseCommand):
    help = "Give the account of EMAIL a role; `none` takes it away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[*Role.values, NOBODY])
        parser.add_argument("--new", action="store_true", help="make the account where there is none")

    def handle(self, *args: Any, email: str, role: str, new: bool, **options: Any) -> None:
        try:
            change = give_role(email=email, role="" if role == NOBODY else role, newcomer=new)
        except RoleRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{change.email} has the role {change.role or NOBODY}.")
