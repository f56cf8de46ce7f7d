"""IssuedDocument: a numbered, verifiable print of a published result."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import OrgUnit
from accounts.models.public_id import PublicIdField
from appraisal.choices import DocumentKind
from appraisal.models.published_result import PublishedResult


class IssuedDocumentQuerySet(models.QuerySet):
    """Sets of documents."""

    def visible_to(self, actor):
        """Keep the documents of results that the actor may read."""
        readable = PublishedResult.objects.visible_to(actor)
        return self.filter(published_result__in=readable.values("pk"))

    def valid(self):
        """Keep documents that no newer one replaces."""
        return self.filter(replaced_by=None)


class IssuedDocument(models.Model):
    """A document: number, verification token for the QR, short code and, once printed, a file."""

    public_id = PublicIdField()
    published_result = models.ForeignKey(
        PublishedResult, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind)
    number = models.CharField(_("number"), max_length=60, unique=True)
    token = models.CharField(max_length=64, unique=True)
    short_code = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    paper = models.CharField(max_length=6, default="folio")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    masked_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="documents/", blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    printed_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replaces", null=True, blank=True
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued document")
        constraints = (
            models.UniqueConstraint(
                fields=("published_result", "kind"), name="issued_document_once_per_result"
            ),
            models.CheckConstraint(
                name="issued_document_hash_iff_file",
                condition=Q(file="", file_hash="", printed_at__isnull=True)
                | (~Q(file="") & ~Q(file_hash="") & Q(printed_at__isnull=False)),
            ),
        )

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """Return where the file is downloaded."""
        return reverse("appraisal:document_download", args=[self.public_id])


class DocumentCounter(models.Model):
    """The last number given to a document in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("document counter")

    def __str__(self):
        return f"{self.year}: {self.last}"
