"""Templates of the agency, how far a cycle is prepared, its trial people, opening and closing."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models.public_id
from accounts.models.public_id import new_public_id


def name_templates(apps, schema_editor):
    """Give each template that is there already a key of its own."""
    for template in apps.get_model("appraisal", "CycleTemplate").objects.order_by("pk"):
        template.public_id = new_public_id()
        template.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    """Own templates, the steps of the preparation, trial, opening by a job, closing."""

    dependencies = [
        ("appraisal", "0004_asking_and_acting"),
        ("accounts", "0009_supervisor_correction"),
    ]
    operations = [
        migrations.AddField(
            model_name="cycletemplate",
            name="public_id",
            field=models.CharField(max_length=22, null=True, editable=False),
        ),
        migrations.RunPython(name_templates, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="cycletemplate",
            name="public_id",
            field=accounts.models.public_id.PublicIdField(),
        ),
        migrations.AddField(
            model_name="cycletemplate",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cycletemplate",
            name="created_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="cycletemplate",
            name="archived_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="cycletemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="cycle_template_has_name"
            ),
        ),
        migrations.AddField(
            model_name="appraisalcycle",
            name="people",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appraisalcycle",
            name="saved_steps",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="appraisalcycle",
            name="opening_job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.backgroundjob",
            ),
        ),
        migrations.AddField(
            model_name="appraisalcycle",
            name="closing_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="reason", default=""),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(
            model_name="appraisalcycle", name="cycle_archived_after_closed"
        ),
        migrations.AddConstraint(
            model_name="appraisalcycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("archived_at__isnull", True),
                    ("closed_at__isnull", False),
                    ("opened_at__isnull", True),
                    _connector="OR",
                ),
                name="cycle_archived_while_not_running",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalcycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trial_of__isnull", True),
                    models.Q(("trial_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="cycle_trial_not_of_itself",
            ),
        ),
    ]
