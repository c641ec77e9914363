import django.db.models.deletion
import uuid
import wellbeing.desk.models.keepers
from django.conf import settings
from django.db import migrations, models

HR = {
    "name": {"en": "Human resources", "de": "Personalabteilung", "ar": "الموارد البشرية"},
    "about": {
        "en": "People in human resources who were chosen for this. They can offer you a break without knowing who you are.",
        "de": "Menschen aus der Personalabteilung, die dafür ausgewählt wurden. Sie können dir eine Pause anbieten, ohne zu wissen, wer du bist.",
        "ar": "أشخاص من الموارد البشرية اختيروا لهذا الغرض. يمكنهم أن يعرضوا عليك استراحة دون أن يعرفوا من أنت.",
    },
}
DAY = {
    "name": {"en": "A day of rest", "de": "Ein Ruhetag", "ar": "يوم راحة"},
    "about": {
        "en": "One working day off, on a date that you choose.",
        "de": "Ein freier Arbeitstag an einem Datum, das du wählst.",
        "ar": "إجازة يوم عمل واحد في التاريخ الذي تختاره.",
    },
}
HALF_DAY = {
    "name": {"en": "Half a day of rest", "de": "Ein halber Ruhetag", "ar": "نصف يوم راحة"},
    "about": {
        "en": "A morning or an afternoon off, on a date that you choose.",
        "de": "Ein freier Vormittag oder Nachmittag an einem Datum, das du wählst.",
        "ar": "صباح أو بعد ظهر حر في التاريخ الذي تختاره.",
    },
}


def begin(apps, _editor):
    """One rota and two kinds of break, so that an installation works before anybody looked at either."""
    apps.get_model("desk", "Rota").objects.create(slug="hr", **HR)
    for position, (slug, texts) in enumerate([("day", DAY), ("half-day", HALF_DAY)]):
        kind = apps.get_model("desk", "BreakKind").objects.create(slug=slug, position=position, **texts)
        apps.get_model("desk", "BreakCount").objects.create(kind=kind, quarter="", each=1)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_roles_and_languages"),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakKind",
            fields=[
                ("slug", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("name", models.JSONField()),
                ("about", models.JSONField()),
                ("capacity", models.PositiveSmallIntegerField(default=20)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9-]{1,20}$")), name="a_kind_is_named_in_documents"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("capacity__lte", 1000)),
                        name="a_kind_has_room_for_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rota",
            fields=[
                ("slug", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("name", models.JSONField()),
                ("about", models.JSONField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_open", models.BooleanField(default=True)),
                ("must_rotate", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9-]{1,20}$")), name="a_rota_is_named_in_documents"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeepersKey",
            fields=[
                ("fingerprint", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("record", models.BinaryField()),
                ("signature", models.CharField(max_length=88)),
                (
                    "rota",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="desk.rota"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Keeper",
            fields=[
                (
                    "employee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "number",
                    models.CharField(default=wellbeing.desk.models.keepers.new_number, max_length=32, unique=True),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="keepers", to="desk.rota"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BreakCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.CharField(blank=True, max_length=7)),
                ("each", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="desk.breakkind"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "quarter"), name="one_count_a_kind_and_quarter"),
                    models.CheckConstraint(condition=models.Q(("each__lte", 8)), name="a_count_fits_a_request"),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__regex", "^([0-9]{4}-Q[1-4])?$")), name="a_count_has_a_quarter"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("passphrase", "Passphrase"),
                            ("handover", "Handover"),
                            ("kit", "Kit"),
                            ("retired", "Retired"),
                        ],
                        max_length=10,
                    ),
                ),
                ("copy", models.JSONField()),
                (
                    "keeper",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="desk.keeper"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="desk.keeperskey"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "how", "keeper"), name="one_copy_a_keeper_and_kind"),
                    models.UniqueConstraint(condition=models.Q(("how", "kit")), fields=("key",), name="one_kit_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how__in", ["kit", "retired"]), ("keeper__isnull", True)),
                            models.Q(("how__in", ["passphrase", "handover"]), ("keeper__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_kit_is_nobodys",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="keeperskey",
            constraint=models.UniqueConstraint(fields=("rota", "place"), name="keepers_keys_form_one_chain"),
        ),
        migrations.AddConstraint(
            model_name="keeperskey",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__gte", 1)), name="a_chain_of_keys_begins_at_one"
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
