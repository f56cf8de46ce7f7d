"""The title of a job as words that each reader reads in the own language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep what stands there as text; new jobs bring their words along."""

    dependencies = [
        ("accounts", "0010_import_kind"),
    ]

    operations = [
        migrations.RenameField(
            model_name="backgroundjob", old_name="title", new_name="title_text"
        ),
        migrations.AddField(
            model_name="backgroundjob",
            name="title_words",
            field=models.JSONField(default=list),
        ),
    ]
