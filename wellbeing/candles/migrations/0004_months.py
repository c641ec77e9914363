"""A candle forgets days: it knows the months of its last visit and its closing, and no hours once a break was taken."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Cast, Substr

WAITING = ["lit", "held", "offered"]
OPEN = [*WAITING, "taken"]
HOURS = (
    Q(state__in=WAITING, since__isnull=False, closed="")
    | Q(state="taken", since=None, closed="")
    | (~Q(state__in=OPEN) & Q(since=None, holder="") & ~Q(closed=""))
)


def forget_days(apps, schema_editor):
    candles = apps.get_model("candles", "Candle").objects
    candles.update(visited=_month("visited_day"))
    candles.filter(closed_day__isnull=False).update(closed=_month("closed_day"))
    candles.filter(state="taken").update(since=None)


def _month(day):
    return Substr(Cast(F(day), models.CharField(max_length=10)), 1, 7)


class Migration(migrations.Migration):
    atomic = True
    dependencies = [("candles", "0003_queue")]

    operations = [
        migrations.RemoveConstraint("candle", "candle_hours_while_open"),
        migrations.RenameField("candle", "visited", "visited_day"),
        migrations.RenameField("candle", "closed", "closed_day"),
        migrations.AddField("candle", "visited", models.CharField(max_length=7, default=""), preserve_default=False),
        migrations.AddField("candle", "closed", models.CharField(blank=True, default="", max_length=7)),
        migrations.RunPython(forget_days, migrations.RunPython.noop),
        migrations.RemoveField("candle", "visited_day"),
        migrations.RemoveField("candle", "closed_day"),
        migrations.AlterField("candle", "closed", models.CharField(blank=True, max_length=7)),
        migrations.AddConstraint("candle", models.CheckConstraint(condition=HOURS, name="candle_hours_while_it_waits")),
    ]
