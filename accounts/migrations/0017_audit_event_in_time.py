"""The change history is read in the order of time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_reader_language")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["at", "id"], name="audit_event_in_time"),
        ),
    ]
