"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    """Empty so far."""

    dependencies = [('appraisal', '0004_asking_and_acting'), ('accounts', '0009_supervisor_correction')]
    operations = []
