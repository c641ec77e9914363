"""The first tables of the candles room."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="CandleKey",
            fields=[
                ("key_id", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=7)),
                ("spki", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="HouseBox",
            fields=[
                ("notice", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=7)),
                ("document", models.BinaryField(null=True)),
                ("signature", models.CharField(default="", max_length=88)),
            ],
        ),
        migrations.CreateModel(
            name="RouterKey",
            fields=[
                ("id", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=7, unique=True)),
                ("public", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SpentPass",
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
            name="Candle",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.CharField(choices=[("lit", "Lit")], default="lit", max_length=9)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("state", "lit")), name="candle_state_known")
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("day", models.DateField()),
                (
                    "batch",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="candles.batch"),
                ),
                ("router", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="candles.routerkey")),
            ],
        ),
    ]
