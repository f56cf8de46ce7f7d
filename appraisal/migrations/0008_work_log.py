"""The work log, and evidence that is picked from it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models.public_id


class Migration(migrations.Migration):
    """Create the notes; evidence may be a copy of one."""

    dependencies = [
        ("appraisal", "0007_plan_comfort"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ProgressEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    accounts.models.public_id.PublicIdField(
                        default=accounts.models.public_id.new_public_id,
                        editable=False,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("text", models.TextField(verbose_name="note")),
                ("happened_on", models.DateField(verbose_name="date")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "file",
                    models.FileField(blank=True, upload_to="progress/", verbose_name="file"),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_result",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="progress",
                        to="appraisal.plannedresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "note in the work log",
                "verbose_name_plural": "notes in the work log",
            },
        ),
        migrations.AddIndex(
            model_name="progressentry",
            index=models.Index(fields=["employee", "-happened_on"], name="progress_entry_log"),
        ),
        migrations.AddConstraint(
            model_name="progressentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="progress_entry_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("url", ""), ("file", ""), _connector="OR"),
                name="progress_entry_link_or_file",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="happened_on",
            field=models.DateField(blank=True, null=True, verbose_name="date"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="note",
            field=models.TextField(blank=True, verbose_name="note"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="progress_entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="evidence",
                to="appraisal.progressentry",
            ),
        ),
        migrations.RemoveConstraint(model_name="evidence", name="evidence_link_or_file"),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("url", ""), ("file", ""), _connector="OR"),
                    models.Q(("file", ""), ("note", ""), ("url", ""), _negated=True),
                ),
                name="evidence_link_file_or_note",
            ),
        ),
    ]
