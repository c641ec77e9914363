from django.db import migrations, models

ROLES = [("owner", "Owner"), ("keeper", "Keeper"), ("desk", "Leave desk")]


def owners_get_the_role(apps, _editor):
    apps.get_model("people", "Employee").objects.filter(is_owner=True).update(role="owner")


def owners_get_the_mark(apps, _editor):
    apps.get_model("people", "Employee").objects.filter(role="owner").update(is_owner=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="employee",
            name="role",
            field=models.CharField(blank=True, choices=ROLES, default="", max_length=6),
        ),
        migrations.AddField(
            model_name="employee",
            name="language",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="employee",
            name="chose_language",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(owners_get_the_role, owners_get_the_mark),
        migrations.RemoveConstraint(model_name="employee", name="who_left_keeps_a_number_alone"),
        migrations.RemoveField(model_name="employee", name="is_owner"),
        migrations.AddConstraint(
            model_name="employee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", True),
                    models.Q(
                        ("email__isnull", True),
                        ("group__isnull", True),
                        ("leads", False),
                        ("name", ""),
                        ("chose_language", False),
                        ("language", ""),
                        ("role", ""),
                    ),
                    _connector="OR",
                ),
                name="who_left_keeps_a_number_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="employee",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["", "owner", "keeper", "desk"])), name="a_role_is_one_of_these"
            ),
        ),
    ]
