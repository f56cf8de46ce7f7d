"""AppraisalCycle, Criterion, EvaluationPeriod, PhaseWindow, CycleExclusion."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmploymentKind
from accounts.models import BackgroundJob, Employee, OrgUnit
from accounts.models.public_id import PublicIdField
from appraisal.choices import PeriodKind, Phase, PlanApproach
from appraisal.models import shipped_words
from appraisal.models.cycle_template import Asking, CycleTemplate
from appraisal.rules.periods import calendar_kind
from competency.models import CompetencyFramework


class AppraisalCycleQuerySet(models.QuerySet):
    """Sets of cycles."""

    def visible_to(self, actor):
        """Keep the open cycles for everybody; HR also sees those in preparation."""
        return self if actor.is_hr else self.opened()

    def opened(self):
        """Keep cycles that have been opened."""
        return self.filter(opened_at__isnull=False)

    def running(self):
        """Keep cycles that are open and not closed."""
        return self.opened().filter(closed_at=None)

    def counted(self):
        """Keep opened cycles whose results count; a trial counts nowhere."""
        return self.opened().filter(trial_of=None)


class AppraisalCycle(Asking):
    """A year's (or shorter) appraisal of an agency: who takes part, when, with which parts."""

    public_id = PublicIdField()
    template = models.ForeignKey(CycleTemplate, on_delete=models.PROTECT, related_name="cycles")
    framework = models.ForeignKey(
        CompetencyFramework, on_delete=models.PROTECT, related_name="cycles"
    )
    name = models.CharField(_("name"), max_length=120)
    from_date = models.DateField(_("period from"))
    until_date = models.DateField(_("period until"))
    approach = models.CharField(
        _("approach"), max_length=12, choices=PlanApproach, default=PlanApproach.QUANTITATIVE
    )
    units = models.ManyToManyField(
        OrgUnit, related_name="cycles", verbose_name=_("units"), blank=True
    )
    employment_kinds = ArrayField(
        models.CharField(max_length=15, choices=EmploymentKind),
        default=list,
        blank=True,
        verbose_name=_("kinds of employment"),
    )
    is_strict = models.BooleanField(_("refuse late steps"), default=False)
    created_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)  # out of the lists; everything stays readable
    trial_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="trials", null=True, blank=True
    )  # a rehearsal with a few people: it counts nowhere and issues no document
    people = models.ManyToManyField(Employee, related_name="+", blank=True)  # of a trial, by name
    saved_steps = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    opening_job = models.ForeignKey(
        BackgroundJob, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closing_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = AppraisalCycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("appraisal cycle")
        constraints = (
            models.CheckConstraint(
                name="cycle_from_before_until", condition=Q(until_date__gt=F("from_date"))
            ),
            models.CheckConstraint(
                name="cycle_closed_after_opened",
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cycle_archived_while_not_running",
                condition=Q(archived_at__isnull=True)
                | Q(closed_at__isnull=False)
                | Q(opened_at__isnull=True),
            ),
            models.CheckConstraint(
                name="cycle_trial_not_of_itself",
                condition=Q(trial_of__isnull=True) | ~Q(trial_of=F("id")),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the dashboard of this cycle."""
        return reverse("appraisal:cycle_detail", args=[self.public_id])

    @property
    def dictionary_day(self):
        """Return the day whose dictionary the cycle asks from: what comes later is not asked."""
        return timezone.localdate(self.opened_at or self.created_at)

    @property
    def is_trial(self):
        """Tell whether this is a rehearsal."""
        return self.trial_of_id is not None

    @property
    def is_running(self):
        """Tell whether the cycle is open and not closed."""
        return self.opened_at is not None and self.closed_at is None


class Criterion(models.Model):
    """A criterion that an agency asks about in a cycle, such as discipline or communication."""

    public_id = PublicIdField()
    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "code"), name="criterion_code_unique"),
            models.CheckConstraint(name="criterion_has_name", condition=~Q(name="")),
        )

    def __str__(self):
        return self.title

    @property
    def title(self):
        """Return the name in the reader's language."""
        return shipped_words.criterion_words(self.name)

    @property
    def about(self):
        """Return the description in the reader's language."""
        return shipped_words.criterion_words(self.description)


class EvaluationPeriod(models.Model):
    """The stretch of time that one evaluation of a plan looks at."""

    public_id = PublicIdField()
    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(_("kind"), max_length=10, choices=PeriodKind)
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=80)
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"))
    has_calibration = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)  # when its evaluations were created

    class Meta:
        verbose_name = _("evaluation period")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "kind", "number"), name="evaluation_period_unique"
            ),
            models.CheckConstraint(
                name="evaluation_period_from_before_until",
                condition=Q(until_date__gt=F("from_date")),
            ),
        )

    def __str__(self):
        return self.title

    @property
    def title(self):
        """Return the name in the reader's language; official forms print the stored one."""
        return shipped_words.period_title(self.name)

    @property
    def stretch(self):
        """Return what kind of time it looks at: the last period of a cycle of one quarter is a quarter."""
        kind = PeriodKind(self.kind)
        is_last = kind == PeriodKind.ANNUAL
        return PeriodKind(calendar_kind(self.from_date, self.until_date)[0]) if is_last else kind

    @property
    def is_year(self):
        """Tell whether it looks at a year."""
        return self.stretch == PeriodKind.ANNUAL


class PhaseWindow(models.Model):
    """The first and the last day of a phase."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="windows")
    period = models.ForeignKey(
        EvaluationPeriod, on_delete=models.CASCADE, related_name="windows", null=True, blank=True
    )
    phase = models.CharField(_("phase"), max_length=16, choices=Phase)
    opens_date = models.DateField(_("opens"))
    closes_date = models.DateField(_("closes"))

    class Meta:
        verbose_name = _("phase window")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "period", "phase"),
                name="phase_window_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="phase_window_opens_before_closes",
                condition=Q(closes_date__gte=F("opens_date")),
            ),
            models.CheckConstraint(
                name="phase_window_plan_belongs_to_cycle",
                condition=Q(phase=Phase.PLAN, period__isnull=True)
                | (~Q(phase=Phase.PLAN) & Q(period__isnull=False)),
            ),
        )

    def __str__(self):
        return self.get_phase_display()


class CycleExclusion(models.Model):
    """A person whom HR leaves out of a cycle by name, and why."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="exclusions")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    excluded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    excluded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("exclusion from a cycle")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "employee"), name="cycle_exclusion_unique"),
            models.CheckConstraint(name="cycle_exclusion_has_reason", condition=~Q(reason="")),
        )

    def __str__(self):
        return f"{self.employee}: {self.reason}"
