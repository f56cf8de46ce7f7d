"""When something was first written down in a dialogue: who acts later does not read it."""

from django.db import migrations, models
from django.db.models import F, Q


def note_old_dialogues(apps, _editor):
    """Count what is written down already from the day its dialogue was planned."""
    dialogues = apps.get_model("appraisal", "PerformanceDialogue").objects
    written = dialogues.filter(~Q(notes="") | Q(actions__isnull=False)).values("pk")
    dialogues.filter(pk__in=written).update(noted_at=F("created_at"))


class Migration(migrations.Migration):
    """Add the moment."""

    dependencies = [("appraisal", "0009_dialogue")]

    operations = [
        migrations.AddField(
            model_name="performancedialogue",
            name="noted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(note_old_dialogues, migrations.RunPython.noop),
    ]
