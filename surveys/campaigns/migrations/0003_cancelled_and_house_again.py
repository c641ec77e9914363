from django.db import migrations, models

STATES = [
    ("planned", "Planned"),
    ("announced", "Announced"),
    ("open", "Open"),
    ("closed", "Closed"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_spare_passes")]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="notice_once_a_scope"),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "wave")), fields=("scope",), name="notice_once_a_wave"
            ),
        ),
        migrations.AlterField(
            model_name="wave",
            name="state",
            field=models.CharField(choices=STATES, default="planned", max_length=10),
        ),
        migrations.RemoveConstraint(model_name="wave", name="wave_announced_with_a_notice"),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notice", None), ("state__in", ["planned", "refused", "cancelled"])),
                    models.Q(("notice__isnull", False), ("state__in", ["announced", "open", "closed"])),
                    _connector="OR",
                ),
                name="wave_announced_with_a_notice",
            ),
        ),
    ]
