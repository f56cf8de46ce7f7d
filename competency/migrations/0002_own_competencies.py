"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    """Empty so far."""

    dependencies = [('competency', '0001_initial')]
    operations = []
