"""How many candles are lit: `manage.py count_candles` prints one number."""

from django.core.management.base import BaseCommand

from ...models import Candle


class Command(BaseCommand):
    """The number alone: no times, no ids."""

    help = "Print how many candles are lit."

    def handle(self, **_: object) -> None:
        self.stdout.write(str(Candle.objects.filter(state=Candle.State.LIT).count()))
