"""What the exclusion constraints need. A trusted extension: the owner of the database may create it."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Create btree_gist."""

    initial = True
    operations = (BtreeGistExtension(),)
