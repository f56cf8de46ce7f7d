"""ImportBatch and ImportRow: an uploaded workbook and what will become of each of its rows."""

from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import ImportAction, ImportKind
from accounts.models.background_job import BackgroundJob
from accounts.models.employee import Employee
from accounts.models.public_id import PublicIdField

UNDO_WITHIN = timedelta(hours=24)


class ImportBatchQuerySet(models.QuerySet):
    """Sets of imports."""

    def visible_to(self, actor, kind=ImportKind.PEOPLE):
        """Keep all imports of a kind for HR of the whole agency, else the actor's own."""
        found = self.filter(kind=kind)
        return found if actor.is_hr_of_everything else found.filter(uploaded_by=actor.employee)


class ImportBatch(models.Model):
    """A workbook on its way in: read, previewed, applied in one transaction."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=10, choices=ImportKind, default=ImportKind.PEOPLE)
    file = models.FileField(upload_to="imports/")
    file_name = models.CharField(max_length=200)
    effective_date = models.DateField(_("changes hold from"))
    uploaded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    problem = models.CharField(max_length=500, blank=True)  # why the file as a whole was refused
    facts = models.JSONField(default=dict)  # sheets, header row, new units and positions
    layout = models.JSONField(default=dict)  # first rows of each sheet, and which column is what
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    undo_obstacles = models.JSONField(default=list)  # why it could not be taken back, by name
    job = models.ForeignKey(BackgroundJob, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("data import")
        constraints = (
            models.CheckConstraint(
                name="import_batch_applied_by_somebody",
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
            models.CheckConstraint(
                name="import_batch_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False, applied_at__isnull=False),
            ),
        )

    def __str__(self):
        return self.file_name

    @property
    def undo_until(self):
        """Return until when an applied import may be taken back, None for one that was not applied."""
        return self.applied_at + UNDO_WITHIN if self.applied_at else None

    def get_absolute_url(self):
        """Return the page of this import."""
        return reverse("accounts:import_detail", args=[self.public_id])


class ImportRow(models.Model):
    """One row of a workbook: where it stood, what it says, what will be done, and why not."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100)
    number = models.PositiveIntegerField()  # as the spreadsheet program counts, from 1
    action = models.CharField(max_length=10, choices=ImportAction)
    original = models.JSONField(default=dict)  # column letter -> text as it stood
    data = models.JSONField(default=dict)  # field -> cleaned value
    changes = models.JSONField(default=list)  # [field, old, new]
    problems = models.JSONField(default=list)  # {code, column, value, is_warning, stage, params}

    class Meta:
        verbose_name = _("import row")
        constraints = (
            models.UniqueConstraint(fields=("batch", "sheet", "number"), name="import_row_unique"),
        )

    def __str__(self):
        return f"{self.sheet} {self.number}"


class ImportTrace(models.Model):
    """What an import did to some rows of one table, so that it can be taken back for a day.

    `rows` holds for CREATED {key: fields after}, for CHANGED {key: [fields before, fields after]},
    for DELETED {key: fields before} and for KEPT a list of keys that it looked at and left alone.
    """

    class Step(models.TextChoices):
        """What was done to the rows."""

        CREATED = "CREATED", "created"
        CHANGED = "CHANGED", "changed"
        DELETED = "DELETED", "deleted"
        KEPT = "KEPT", "kept"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="traces")
    label = models.CharField(max_length=60)  # app.Model
    step = models.CharField(max_length=10, choices=Step)
    rows = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("trace of an import")

    def __str__(self):
        return f"{self.batch} {self.label} {self.step}"


class ColumnChoice(models.Model):
    """Which column means what below these headers, as somebody chose it; the next file finds it."""

    signature = models.CharField(max_length=64)  # of the words of the header row
    holds_units = models.BooleanField()
    is_two_lines = models.BooleanField(default=False)
    columns = models.JSONField()  # {column from 0: field}
    saved_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("choice of columns")
        constraints = (
            models.UniqueConstraint(
                fields=("signature", "saved_by"), name="column_choice_once_per_person"
            ),
        )

    def __str__(self):
        return f"{self.saved_by} {self.signature[:8]}"
