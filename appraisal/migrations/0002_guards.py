"""What was decided or moved is never changed: triggers for the owner, grants for the application."""

from importlib import import_module

from django.db import migrations

guards = import_module("accounts.migrations.0003_guards")

TABLES = ("appraisal_workplanchange", "appraisal_evaluationchange", "appraisal_publishedresult")


class Migration(migrations.Migration):
    """Make the logs of moves and the published results append-only."""

    dependencies = (("appraisal", "0001_initial"),)
    operations = tuple(
        migrations.RunSQL(guards.append_only(table), guards.free_again(table)) for table in TABLES
    )
