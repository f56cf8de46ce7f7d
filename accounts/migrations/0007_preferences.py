"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    """Empty so far."""

    dependencies = [('accounts', '0006_leave')]
    operations = []
