"""Workbooks of standards use the tables of the data import."""

from django.db import migrations


class Migration(migrations.Migration):
    """Name the imports of standards."""

    dependencies = [
        ("accounts", "0010_import_kind"),
        ("competency", "0002_own_competencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandardImport",
            fields=[],
            options={
                "verbose_name": "import of standards",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("accounts.importbatch",),
        ),
    ]
