"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    """Empty so far."""

    dependencies = [('appraisal', '0007_plan_comfort')]
    operations = []
