from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candles", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="candle",
            name="mailbox",
            field=models.BinaryField(default=b"", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="candle",
            name="urgency",
            field=models.CharField(
                blank=True,
                choices=[("today", "Today"), ("week", "Week"), ("whenever", "Whenever")],
                max_length=8,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="candle",
            constraint=models.CheckConstraint(
                condition=models.Q(("urgency__in", ["", "today", "week", "whenever"])), name="candle_urgency_known"
            ),
        ),
    ]
