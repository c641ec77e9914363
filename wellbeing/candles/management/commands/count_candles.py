"""How many candles are open: `manage.py count_candles` prints one number."""

from django.core.management.base import BaseCommand

from ...models import Candle


class Command(BaseCommand):
    """The number alone: no times, no ids."""

    help = "Print how many candles are open."

    def handle(self, **_: object) -> None:
        self.stdout.write(str(Candle.objects.filter(state__in=Candle.OPEN).count()))
