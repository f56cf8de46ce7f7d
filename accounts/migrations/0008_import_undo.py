"""What an import did to each row, so that it can be taken back; and which column means what."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

STEPS = [
    ("CREATED", "created"),
    ("CHANGED", "changed"),
    ("DELETED", "deleted"),
    ("KEPT", "kept"),
]


def key():
    """Return the primary key of a new table."""
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    """Traces and choices of columns; an access record outlives the person it is about."""

    dependencies = [("accounts", "0007_preferences")]
    operations = [
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                ("id", key()),
                ("signature", models.CharField(max_length=64)),
                ("holds_units", models.BooleanField()),
                ("is_two_lines", models.BooleanField(default=False)),
                ("columns", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of columns",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("signature", "saved_by"), name="column_choice_once_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportTrace",
            fields=[
                ("id", key()),
                ("label", models.CharField(max_length=60)),
                ("step", models.CharField(choices=STEPS, max_length=10)),
                (
                    "rows",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traces",
                        to="accounts.importbatch",
                    ),
                ),
            ],
            options={"verbose_name": "trace of an import"},
        ),
        migrations.AddField("importbatch", "layout", models.JSONField(default=dict)),
        migrations.AddField("importbatch", "undo_obstacles", models.JSONField(default=list)),
        migrations.AddField("importbatch", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "importbatch",
            "undone_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                name="import_batch_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False, applied_at__isnull=False),
            ),
        ),
        migrations.AlterField(
            model_name="accessrecord",
            name="subject",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="access_records",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
