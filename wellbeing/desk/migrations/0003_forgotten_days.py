"""Leave that does not wait any more forgets the day on which it was handed in."""

from django.db import migrations, models
from django.db.models import Q


def forget(apps, schema_editor):
    apps.get_model("desk", "Leave").objects.exclude(state="waiting").update(handed_in=None)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_leave")]

    operations = [
        migrations.AlterField("leave", "handed_in", models.DateField(null=True)),
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.AddConstraint(
            "leave",
            models.CheckConstraint(
                condition=Q(state="waiting", handed_in__isnull=False) | (~Q(state="waiting") & Q(handed_in=None)),
                name="leave_forgets_when_it_was_handed_in",
            ),
        ),
    ]
