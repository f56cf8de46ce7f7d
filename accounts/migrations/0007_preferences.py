"""Preferences: a computer that is shared, and which notices come by mail; one more word for a reader."""

import django.contrib.postgres.fields
from django.db import migrations, models

MAIL_GROUPS = [
    ("TASKS", "tasks that wait for me"),
    ("REMINDERS", "reminders and changed deadlines"),
    ("NEWS", "news about my appraisal and my team's"),
    ("JOBS", "jobs that I started"),
]
ACCESS_ROLES = [
    ("SUPERVISOR", "direct supervisor"),
    ("DELEGATE", "on behalf of the supervisor"),
    ("SUPERIOR", "supervisor's superior"),
    ("HR", "HR"),
    ("AUDITOR", "auditor"),
    ("COLLEAGUE", "colleague"),
]


class Migration(migrations.Migration):
    """Two columns of Employee; the choices of AccessRecord.role."""

    dependencies = [("accounts", "0006_leave")]
    operations = [
        migrations.AddField(
            model_name="employee",
            name="shared_computer",
            field=models.BooleanField(default=False, verbose_name="shared computer"),
        ),
        migrations.AddField(
            model_name="employee",
            name="mail_off",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=MAIL_GROUPS, max_length=10),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="accessrecord",
            name="role",
            field=models.CharField(choices=ACCESS_ROLES, max_length=12),
        ),
    ]
