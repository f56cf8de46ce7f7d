"""The performance dialogue and what was agreed in it."""

import accounts.models.public_id
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create the two tables."""

    dependencies = [
        ("accounts", "0005_delegation_and_access"),
        ("appraisal", "0008_work_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="PerformanceDialogue",
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
                ("starts_at", models.DateTimeField(verbose_name="date and time")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=60, verbose_name="length in minutes"),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("agenda", models.TextField(blank=True, verbose_name="agenda")),
                ("notes", models.TextField(blank=True, verbose_name="joint notes")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("schedule_version", models.PositiveSmallIntegerField(default=0)),
                ("supervisor_confirmed_at", models.DateTimeField(null=True)),
                ("employee_confirmed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("scheduled_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dialogue",
                        to="appraisal.evaluation",
                    ),
                ),
                (
                    "supervisor_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "performance dialogue",
            },
        ),
        migrations.CreateModel(
            name="DialogueAction",
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
                ("text", models.CharField(max_length=300, verbose_name="agreed action")),
                (
                    "owner",
                    models.CharField(
                        choices=[("EMPLOYEE", "the employee"), ("SUPERVISOR", "the supervisor")],
                        max_length=10,
                        verbose_name="who does it",
                    ),
                ),
                ("due_date", models.DateField(verbose_name="until")),
                ("done_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="appraisal.performancedialogue",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed action",
            },
        ),
        migrations.AddConstraint(
            model_name="performancedialogue",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (5, 480))), name="dialogue_5_to_480_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="performancedialogue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("supervisor_confirmed_at__isnull", True),
                        ("supervisor_confirmed_by__isnull", True),
                    ),
                    models.Q(
                        ("supervisor_confirmed_at__isnull", False),
                        ("supervisor_confirmed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dialogue_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="performancedialogue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notes", ""), _negated=True),
                    models.Q(
                        ("employee_confirmed_at__isnull", True),
                        ("supervisor_confirmed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dialogue_nothing_confirmed_without_notes",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialogueaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="dialogue_action_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="dialogueaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner__in", ["EMPLOYEE", "SUPERVISOR"])),
                name="dialogue_action_known_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialogueaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removed_at__isnull", True), ("done_at__isnull", True), _connector="OR"
                ),
                name="dialogue_action_removed_is_not_done",
            ),
        ),
    ]
