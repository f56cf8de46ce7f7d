"""Reports "this is not my supervisor"."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import accounts.models.public_id

STATES = [
    ("OPEN", "HR is checking"),
    ("CONFIRMED", "Corrected"),
    ("DECLINED", "Stays as it is"),
    ("WITHDRAWN", "Withdrawn"),
]
ANSWERED = ("CONFIRMED", "DECLINED")


def person(related_name="+", *, null=True):
    """Return a reference to a person."""
    return models.ForeignKey(
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    """The table with its queue, and one open report for each post."""

    dependencies = [("accounts", "0008_import_undo")]
    operations = [
        migrations.CreateModel(
            name="SupervisorCorrection",
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
                (
                    "note",
                    models.CharField(blank=True, max_length=500, verbose_name="what is wrong"),
                ),
                ("state", models.CharField(choices=STATES, default="OPEN", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                ("answered_by", person()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="accounts.assignment",
                    ),
                ),
                ("employee", person("corrections", null=False)),
                ("proposed", person()),
                ("recorded", person()),
            ],
            options={
                "verbose_name": "report on the supervisor",
                "indexes": [
                    models.Index(
                        fields=["state", "created_at"], name="supervisor_correction_queue"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(state="OPEN"),
                        fields=("assignment",),
                        name="supervisor_correction_one_open",
                    ),
                    models.CheckConstraint(
                        condition=Q(proposed__isnull=True) | ~Q(proposed=F("employee")),
                        name="supervisor_correction_not_oneself",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            answered_at__isnull=False,
                            answered_by__isnull=False,
                            state__in=ANSWERED,
                        )
                        | ~Q(state__in=ANSWERED) & Q(answered_by__isnull=True),
                        name="supervisor_correction_answered_by_hr",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="DECLINED") | ~Q(answer=""),
                        name="supervisor_correction_declined_with_answer",
                    ),
                ],
            },
        ),
    ]
