"""StandardImport: a workbook with the required levels of positions, on the frame of the data import."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import ImportKind
from accounts.models import ImportBatch


class StandardImportQuerySet(models.QuerySet):
    """Sets of imports of standards."""

    def visible_to(self, actor):
        """Keep all for HR of the whole agency, who alone sets standards."""
        return self.all() if actor.is_hr_of_everything else self.none()


class StandardImportManager(models.Manager.from_queryset(StandardImportQuerySet)):
    """Only the imports of standards."""

    def get_queryset(self):
        """Leave out the imports of people."""
        return super().get_queryset().filter(kind=ImportKind.STANDARDS)


class StandardImport(ImportBatch):
    """A workbook of standards on its way in: read, previewed, applied in one transaction."""

    objects = StandardImportManager()

    class Meta:
        proxy = True
        verbose_name = _("import of standards")

    def get_absolute_url(self):
        """Return the page of this import."""
        return reverse("competency:standard_import_detail", args=[self.public_id])

    @property
    def note(self):
        """Return the source or reason that every level of the file carries."""
        return self.facts.get("note", "")
