"""Technical competencies that the agency adds itself, each with its days."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    """Give competencies days and versions; one code holds once on a day."""

    dependencies = [
        ("competency", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="competency",
            name="competency_code_unique",
        ),
        migrations.AddField(
            model_name="competency",
            name="from_date",
            field=models.DateField(blank=True, null=True, verbose_name="in force from"),
        ),
        migrations.AddField(
            model_name="competency",
            name="name_en",
            field=models.CharField(blank=True, max_length=120, verbose_name="English name"),
        ),
        migrations.AddField(
            model_name="competency",
            name="until_date",
            field=models.DateField(blank=True, null=True, verbose_name="in force until"),
        ),
        migrations.AddField(
            model_name="competency",
            name="version",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="version"),
        ),
        migrations.AddConstraint(
            model_name="competency",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("framework", "="),
                    ("code", "="),
                    (
                        models.Func(
                            models.F("from_date"),
                            models.F("until_date"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="competency_code_no_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="competency",
            constraint=models.UniqueConstraint(
                fields=("framework", "code", "version"), name="competency_version_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="competency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_date__isnull", True), ("until_date__isnull", True)),
                    models.Q(("category", "TECHNICAL"), ("from_date__isnull", False)),
                    _connector="OR",
                ),
                name="competency_own_is_technical",
            ),
        ),
        migrations.AddConstraint(
            model_name="competency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_date__isnull", True),
                    ("until_date__gte", models.F("from_date")),
                    _connector="OR",
                ),
                name="competency_from_before_until",
            ),
        ),
    ]
