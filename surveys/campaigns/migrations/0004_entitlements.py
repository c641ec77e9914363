import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_cancelled_and_house_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Collecting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("day", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="IssuedEntitlement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.CharField(max_length=7)),
                ("digest", models.BinaryField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="signingkey",
            name="key_once_a_wave_or_month",
        ),
        migrations.AlterField(
            model_name="signingkey",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("stock", "Stock"),
                    ("ballot", "Ballot"),
                    ("label", "Label"),
                    ("candle", "Candle"),
                    ("entitlement", "Entitlement"),
                ],
                default="stock",
                max_length=11,
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("purpose__in", ["ballot", "candle", "entitlement"])),
                fields=("purpose", "scope"),
                name="key_once_a_scope",
            ),
        ),
        migrations.AddField(
            model_name="collecting",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="issuedentitlement",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="collecting",
            constraint=models.UniqueConstraint(fields=("employee", "day"), name="collecting_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="issuedentitlement",
            constraint=models.UniqueConstraint(fields=("employee", "quarter"), name="entitlements_once_a_quarter"),
        ),
    ]
