"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    """Empty so far."""

    dependencies = [('appraisal', '0009_dialogue')]
    operations = []
