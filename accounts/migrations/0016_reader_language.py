"""What a notice is about and how a job ended, as words that each reader reads in the own language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the words; what stands there as text stays."""

    dependencies = [
        ("accounts", "0015_watched_jobs"),
    ]

    operations = [
        migrations.AddField(
            model_name="backgroundjob",
            name="end_words",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="notification",
            name="about_words",
            field=models.JSONField(default=list),
        ),
    ]
