"""Drafts of technical competencies."""

import accounts.models.public_id
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One row for each text that somebody has begun."""

    dependencies = [
        ("competency", "0003_standard_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CompetencyDraft",
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
                ("words", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of a competency",
            },
        ),
    ]
