"""Candles get their queue, their mailboxes and blind door 2."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def date_what_is_lit(apps, schema_editor):
    """What was lit before waits from now on; two under one key, or one without any, are nobody's to answer."""
    candles, now, seen = apps.get_model("candles", "Candle").objects, timezone.now(), {b""}
    for candle in list(candles.only("id", "mailbox")):
        if bytes(candle.mailbox) in seen:
            candle.delete()
        seen.add(bytes(candle.mailbox))
    candles.update(since=int(now.timestamp()) // 3600, visited=now.date())


class Migration(migrations.Migration):
    dependencies = [
        ("candles", "0002_wishes"),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakKey",
            fields=[
                ("id", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("quarter", models.CharField(max_length=7)),
                ("spki", models.BinaryField()),
                ("wrapped", models.BinaryField()),
                ("enough", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="BreaksDocument",
            fields=[
                ("name", models.CharField(default="newest", max_length=6, primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("document", models.BinaryField()),
                ("signature", models.CharField(max_length=88)),
            ],
        ),
        migrations.CreateModel(
            name="EntitlementKey",
            fields=[
                ("key_id", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("quarter", models.CharField(max_length=7)),
                ("spki", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="House",
            fields=[
                ("name", models.CharField(default="newest", max_length=6, primary_key=True, serialize=False)),
                ("notice", models.CharField(max_length=64)),
                ("badge_key", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Kind",
            fields=[
                ("slug", models.CharField(max_length=20, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "candle_id", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "candle",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="candles.candle"),
                ),
                ("number", models.PositiveIntegerField()),
                ("author", models.CharField(choices=[("employee", "Employee"), ("keeper", "Keeper")], max_length=8)),
                ("keepers", models.BinaryField()),
                ("employee", models.BinaryField()),
                ("signed", models.BinaryField(max_length=32)),
                ("signature", models.BinaryField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BinaryField(max_length=16, primary_key=True, serialize=False)),
                ("candle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="candles.candle")),
                ("kind", models.CharField(max_length=20)),
                ("signature", models.BinaryField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("taken", "Taken"), ("gone", "Gone")], default="open", max_length=5
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rota",
            fields=[
                ("slug", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("sealing", models.BinaryField()),
                ("signing", models.BinaryField(max_length=32)),
                ("rotated", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SpentEntitlement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key_id", models.BinaryField(max_length=32)),
                ("serial", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="TakenBreak",
            fields=[
                (
                    "candle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="candles.candle",
                    ),
                ),
                ("offer", models.BinaryField(max_length=16)),
                ("key_id", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
                ("kept", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="UsedChallenge",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("day", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="candle",
            name="candle_state_known",
        ),
        migrations.AddField(
            model_name="candle",
            name="closed",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="candle",
            name="holder",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="candle",
            name="inner",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="candle",
            name="rota",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="candle",
            name="sealed_to",
            field=models.BinaryField(default=b"", max_length=32),
        ),
        migrations.AddField(
            model_name="candle",
            name="since",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="candle",
            name="verified",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="candle",
            name="visited",
            field=models.DateField(default="1970-01-01"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="flag",
            name="bare",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="housebox",
            name="breaks",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunPython(date_what_is_lit, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="candle",
            name="mailbox",
            field=models.BinaryField(max_length=32, unique=True),
        ),
        migrations.AlterField(
            model_name="candle",
            name="state",
            field=models.CharField(
                choices=[
                    ("lit", "Lit"),
                    ("held", "Held"),
                    ("offered", "Offered"),
                    ("taken", "Taken"),
                    ("out", "Out"),
                    ("withdrawn", "Withdrawn"),
                    ("lapsed", "Lapsed"),
                ],
                default="lit",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="candle",
            index=models.Index(fields=["rota", "state"], name="candle_queue"),
        ),
        migrations.AddConstraint(
            model_name="candle",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["lit", "held", "offered", "taken", "out", "withdrawn", "lapsed"])),
                name="candle_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="candle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed", None), ("since__isnull", False), ("state__in", ["lit", "held", "offered", "taken"])
                    ),
                    models.Q(
                        models.Q(("state__in", ["lit", "held", "offered", "taken"]), _negated=True),
                        ("closed__isnull", False),
                        ("holder", ""),
                        ("since", None),
                    ),
                    _connector="OR",
                ),
                name="candle_hours_while_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="candle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "lit"), _negated=True), ("holder", ""), _connector="OR"),
                    models.Q(
                        models.Q(("state", "held"), _negated=True),
                        models.Q(("holder", ""), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="candle_held_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakkey",
            constraint=models.UniqueConstraint(fields=("kind", "quarter"), name="break_key_once_a_quarter"),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.CheckConstraint(condition=models.Q(("name", "newest")), name="house_is_one"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("author__in", ["employee", "keeper"])), name="letter_author_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "taken", "gone"])), name="offer_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "taken")), fields=("candle",), name="offer_taken_once"
            ),
        ),
    ]
