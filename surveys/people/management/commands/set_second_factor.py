"""`manage.py set_second_factor EMAIL --totp BASE32`: a second factor given from the server, as for a demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.people.deeds.set_second_factor import FactorRefused, set_second_factor
from surveys.people.models import Employee


class Command(BaseCommand):
    help = "Make codes from a shared secret the only second factor of EMAIL; their sessions end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--totp", required=True, metavar="BASE32", help="the shared secret, 128 bits or more")

    def handle(self, *args: Any, email: str, totp: str, **options: Any) -> None:
        try:
            set_second_factor(employee=Employee.objects.get_by_natural_key(email), secret=totp)
        except Employee.DoesNotExist as error:
            raise CommandError(f"nobody here has the address {email}; check its spelling") from error
        except FactorRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{email} signs in with a code from that secret as the second factor.")
