"""`manage.py open_wave QUESTIONNAIRE`: plans a wave, at once or at a set time; the worker's clock opens it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from crypto.notice import written
from crypto.refusal import Refusal
from surveys.campaigns.deeds.plan_wave import Thresholds, plan_wave
from surveys.campaigns.models import Questionnaire, Wave
from surveys.campaigns.models.wave import DEFAULT_GRACE_HOURS, DEFAULT_K, smallest_m


def moment(text: str) -> datetime:
    """An ISO 8601 time, UTC where it names no zone."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


class Command(BaseCommand):
    help = "Plan a wave of the newest version of a questionnaire; prints the wave's id and times."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("questionnaire", help="name of an imported questionnaire")
        parser.add_argument("--campaign", help="name of the series of waves; the questionnaire's name if left out")
        parser.add_argument("--opens", type=moment, help="ISO time, now if left out")
        end = parser.add_mutually_exclusive_group()
        end.add_argument("--closes", type=moment, help="ISO time")
        end.add_argument("--days", type=float, default=7.0, help="how long it is open (7)")
        parser.add_argument("--k", type=int, default=DEFAULT_K, help=f"floor of every figure, 5 to 20 ({DEFAULT_K})")
        parser.add_argument("--m", type=int, help="cohort minimum, at least and by default 1.4 k rounded up")
        parser.add_argument("--grace-hours", type=int, default=DEFAULT_GRACE_HOURS, help="0 to 168")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wave = _plan(options, timezone.now())
        except (Refusal, OverflowError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{wave.scope} {wave} opens {written(wave.opens)} closes {written(wave.closes)}")


def _plan(options: dict[str, Any], now: datetime) -> Wave:
    questionnaire = Questionnaire.objects.filter(name=options["questionnaire"]).order_by("-version").first()
    if questionnaire is None:
        raise CommandError(f"no questionnaire is called {options['questionnaire']}; import one first")
    opens = options["opens"] or now
    k = options["k"]
    return plan_wave(
        questionnaire=questionnaire,
        campaign=options["campaign"] or questionnaire.name,
        opens=opens,
        closes=options["closes"] or opens + timedelta(days=options["days"]),
        thresholds=Thresholds(k, options["m"] if options["m"] is not None else smallest_m(k)),
        grace_hours=options["grace_hours"],
        now=now,
    )
