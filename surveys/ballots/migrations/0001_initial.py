"""The first tables of the ballots room."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def keep_ballots_in_one_piece(apps, schema_editor):
    """An envelope does not compress and fits a page: no second table, whose own ids would be a sequence."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE ballots_ballot ALTER COLUMN sealed SET STORAGE PLAIN")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("fingerprint", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("previous", models.CharField(blank=True, max_length=64, unique=True)),
                ("kind", models.CharField(choices=[("house", "House"), ("wave", "Wave")], max_length=5)),
                ("wave", models.CharField(max_length=32, null=True, unique=True)),
                ("ballot_key_id", models.BinaryField(max_length=32, null=True, unique=True)),
                ("document", models.BinaryField()),
                ("signature", models.CharField(max_length=88)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ballot_key_id", None), ("kind", "house"), ("wave", None))
                        | models.Q(("ballot_key_id__isnull", False), ("kind", "wave"), ("wave__isnull", False)),
                        name="notice_names_what_its_kind_has",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelKeys",
            fields=[
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ballots.notice",
                    ),
                ),
                ("document", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Box",
            fields=[
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ballots.notice",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("labels", "Labels"),
                            ("answers", "Answers"),
                            ("published", "Published"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("document", models.BinaryField()),
                ("signature", models.CharField(max_length=88)),
                ("signer", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "labels", "answers", "published"])),
                        name="box_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "box",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="ballots.box",
                    ),
                ),
                ("serial", models.BinaryField(max_length=32)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("box", "serial"), name="ballot_once_a_pass")],
            },
        ),
        migrations.RunPython(keep_ballots_in_one_piece, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Chunk",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "box_id", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "box",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="ballots.box"),
                ),
                ("number", models.PositiveIntegerField()),
                ("after", models.UUIDField()),
                ("upto", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Partial",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "box_id", "phase", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "box",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="ballots.box"),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("labels", "Labels"), ("plan", "Plan"), ("answers", "Answers")], max_length=7
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ballots.notice",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, unique=True)),
                ("previous", models.CharField(blank=True, max_length=64, unique=True)),
                ("document", models.BinaryField()),
                ("signature", models.CharField(max_length=88)),
                ("counted", models.BinaryField()),
                ("counted_signature", models.CharField(max_length=88)),
            ],
        ),
    ]
