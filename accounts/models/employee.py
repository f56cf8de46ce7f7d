"""Employee: a person, and the account the person signs in with."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import (
    MAIL_GROUPS,
    EmployeeKind,
    EmploymentKind,
    FunctionalGrade,
    MailGroup,
    Sex,
    TextSize,
    Theme,
)
from accounts.models.dated import in_force
from accounts.models.public_id import PublicIdField


class EmployeeQuerySet(models.QuerySet):
    """Sets of people."""

    def visible_to(self, actor):
        """Keep whom the actor may look up: oneself, one's team, all in HR's scope."""
        if actor.sees_everybody:
            return self
        in_scope = Employee.objects.filter(
            in_force(actor.on, "assignments__"), assignments__org_unit__in=actor.hr_units
        )
        in_team = Employee.objects.filter(
            in_force(actor.on, "reporting_lines__"), reporting_lines__supervisor__in=actor.desks
        )
        return self.filter(
            Q(pk=actor.employee.pk)
            | Q(pk__in=in_team.values("pk"))
            | Q(pk__in=in_scope.values("pk"))
        )

    def active(self):
        """Keep people whose account is open."""
        return self.filter(is_active=True)


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):
    """How the sign-in machinery finds a person."""

    def get_by_natural_key(self, username):
        """Return the person by the key that Django calls username."""
        return self.get(public_id=username)


class Employee(AbstractBaseUser):
    """A civil servant, an official without NIP, or the system itself."""

    public_id = PublicIdField()
    kind = models.CharField(
        _("kind"), max_length=10, choices=EmployeeKind, default=EmployeeKind.ASN
    )
    nip = models.CharField(_("NIP"), max_length=18, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    title_before = models.CharField(_("title before the name"), max_length=50, blank=True)
    title_after = models.CharField(_("title after the name"), max_length=80, blank=True)
    employment_kind = models.CharField(
        _("employment"), max_length=15, choices=EmploymentKind, blank=True
    )
    rank = models.CharField(_("rank (golongan)"), max_length=6, blank=True)
    rank_since_date = models.DateField(_("rank held since"), null=True, blank=True)
    functional_grade = models.CharField(
        _("functional grade"), max_length=12, choices=FunctionalGrade, blank=True
    )
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(_("language"), max_length=2, default="id")
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, default=Theme.AUTO)
    text_size = models.CharField(
        _("text size"), max_length=2, choices=TextSize, default=TextSize.NORMAL
    )
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    shared_computer = models.BooleanField(_("shared computer"), default=False)
    mail_off = ArrayField(
        models.CharField(max_length=10, choices=MailGroup), default=list, blank=True
    )  # groups of notices that stay on screen only
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EmployeeManager()

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        constraints = (
            models.CheckConstraint(
                name="employee_nip_is_18_digits",
                condition=Q(nip__isnull=True) | Q(nip__regex=r"^\d{18}$"),
            ),
            models.CheckConstraint(
                name="employee_asn_has_nip",
                condition=~Q(kind=EmployeeKind.ASN) | Q(nip__isnull=False),
            ),
            models.CheckConstraint(name="employee_has_name", condition=~Q(name="")),
            models.UniqueConstraint(
                Lower("email"), name="employee_email_unique", condition=~Q(email="")
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the page of this person."""
        return reverse("accounts:employee_detail", args=[self.public_id])

    @property
    def full_name(self):
        """Return the name with titles, as it stands on paper."""
        before = f"{self.title_before} " if self.title_before else ""
        after = f", {self.title_after}" if self.title_after else ""
        return f"{before}{self.name}{after}"

    def wants_mail(self, kind):
        """Tell whether a notice of this kind is also mailed to this person."""
        return bool(self.email) and MAIL_GROUPS.get(kind, MailGroup.NEWS) not in self.mail_off

    def reports(self, on):
        """Return the ids of the people who report to this person on a day, as a lazy query."""
        return Employee.objects.filter(
            in_force(on, "reporting_lines__"), reporting_lines__supervisor_id=self.pk
        ).values("pk")


class SignInCode(models.Model):
    """A one-time code for the first sign-in, or after the password was forgotten."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="sign_in_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sign-in code")
        constraints = (
            models.CheckConstraint(
                name="sign_in_code_expires_later",
                condition=Q(expires_at__gt=models.F("created_at")),
            ),
        )

    def __str__(self):
        return f"{self.employee} {self.created_at:%Y-%m-%d}"
