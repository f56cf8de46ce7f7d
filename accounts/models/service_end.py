"""ServiceEnd: somebody leaves the agency, why, and on which last day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import ServiceEndKind
from accounts.models.employee import Employee
from accounts.models.import_batch import ImportBatch


class ServiceEnd(models.Model):
    """The end of somebody's service; posts and lines end with it, and after it the account closes."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="service_ends")
    kind = models.CharField(_("why"), max_length=12, choices=ServiceEndKind)
    last_day = models.DateField(_("last day"))
    note = models.CharField(_("decree or note"), max_length=200, blank=True)
    entry = models.OneToOneField(
        ImportBatch, on_delete=models.PROTECT, related_name="service_end"
    )  # what was written, so that it can be taken back for a day
    closed_at = models.DateTimeField(null=True)  # when the account was closed because of it

    class Meta:
        verbose_name = _("end of service")
        constraints = (
            models.UniqueConstraint(fields=("employee", "last_day"), name="service_end_once_a_day"),
        )

    def __str__(self):
        return f"{self.employee} {self.last_day}"
