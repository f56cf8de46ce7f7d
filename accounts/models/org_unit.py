"""OrgUnit: the identity of a unit; its name and parent are dated rows."""

from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import DatedQuerySet, no_overlap
from accounts.models.public_id import PublicIdField


class OrgUnitQuerySet(models.QuerySet):
    """Sets of units."""

    def named(self, on):
        """Annotate each unit with its `name` and `parent_id` of a day; keep those that exist then."""
        term = OrgUnitTerm.objects.in_force(on).filter(unit=OuterRef("pk"))
        return self.annotate(
            name=Subquery(term.values("name")[:1]),
            parent_id=Subquery(term.values("parent_id")[:1]),
        ).filter(name__isnull=False)


class OrgUnit(models.Model):
    """An organisational unit: agency, dinas, bidang, kecamatan, kelurahan."""

    public_id = PublicIdField()
    code = models.CharField(_("code"), max_length=40, unique=True)
    serves_public = models.BooleanField(_("serves the public"), default=False)

    objects = OrgUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("work unit")
        constraints = (models.CheckConstraint(name="org_unit_has_code", condition=~Q(code="")),)

    def __str__(self):
        return getattr(self, "name", self.code)

    def get_absolute_url(self):
        """Return the page of this unit."""
        return reverse("accounts:org_unit_detail", args=[self.public_id])


class OrgUnitTerm(models.Model):
    """The name and the parent of a unit from one day to another."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="child_terms", null=True, blank=True
    )
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("name and parent of a unit")
        constraints = (
            no_overlap("org_unit_term_no_overlap", "unit"),
            models.CheckConstraint(
                name="org_unit_term_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
            ),
            models.CheckConstraint(
                name="org_unit_term_from_before_until",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
        )

    def __str__(self):
        return self.name


def units_named(on, lookup="org_unit"):
    """Return a prefetch that gives related units the name they had on a day."""
    return Prefetch(lookup, OrgUnit.objects.named(on))
