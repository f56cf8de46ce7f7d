"""Employees are entered by hand, and their service ends."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The end of a service with the entry it came from."""

    dependencies = [("accounts", "0012_dialogue_cancelled")]
    operations = [
        migrations.AlterField(
            model_name="importbatch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("PEOPLE", "employees and units"),
                    ("STANDARDS", "competency standards"),
                    ("BY_HAND", "one employee, entered by hand"),
                ],
                default="PEOPLE",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ServiceEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PENSION", "pension"),
                            ("TRANSFER", "transfer to another agency"),
                            ("DEATH", "death"),
                            ("RESIGNATION", "resignation"),
                            ("CONTRACT", "end of the work agreement"),
                            ("OTHER", "other reason"),
                        ],
                        max_length=12,
                        verbose_name="why",
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "note",
                    models.CharField(blank=True, max_length=200, verbose_name="decree or note"),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_ends",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_end",
                        to="accounts.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "end of service",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employee", "last_day"), name="service_end_once_a_day"
                    )
                ],
            },
        ),
    ]
