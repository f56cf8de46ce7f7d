"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    """Empty so far."""

    dependencies = [('accounts', '0005_delegation_and_access')]
    operations = []
