"""A workbook brings people and units, or the standards of positions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Tell the kinds of imports apart."""

    dependencies = [
        ("accounts", "0009_supervisor_correction"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("PEOPLE", "employees and units"),
                    ("STANDARDS", "competency standards"),
                ],
                default="PEOPLE",
                max_length=10,
            ),
        ),
    ]
