"""The first and the last day of each phase: planning once, the others for each period."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from appraisal.choices import PeriodKind, Phase
from appraisal.forms.cycle import date_field
from appraisal.models import EvaluationPeriod
from appraisal.queries.period import periods_of
from appraisal.queries.phase_words import fault_words
from appraisal.queries.schedule import PERIOD_PHASES, faults_of
from appraisal.rules.phases import FaultCode, PhaseFault

MOST_OPEN = 5  # periods whose dates stand open on the page; of more each is folded
ENDS = {FaultCode.CLOSES_BEFORE_OPENS, FaultCode.CLOSES_BEFORE_EARLIER_PHASE}


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase with its two fields."""

    label: str
    opens: BoundField
    closes: BoundField


@dataclass(frozen=True, slots=True)
class PeriodSection:
    """The phases of one period; the one of planning has no period.

    Of many periods each is folded, with its days in one line, until something is wrong in it.
    """

    period: EvaluationPeriod | None
    rows: list[PhaseRow]
    is_folded: bool = False

    @property
    def opens(self):
        """Return the first day on which something of the period can be done."""
        return day_in(self.rows[0].opens)

    @property
    def closes(self):
        """Return the last day on which something of the period can be done."""
        return day_in(self.rows[-1].closes)

    @property
    def has_faults(self):
        """Tell whether a date in it is to be mended."""
        return any(row.opens.errors or row.closes.errors for row in self.rows)


def day_in(field):
    """Return the day that stands in a field, or nothing while it cannot be read."""
    try:
        return field.field.clean(field.value())
    except forms.ValidationError:
        return None


def stem_of(phase, period):
    """Return what the names of two fields begin with; those of the year carry the phase alone."""
    if period is None or period.kind == PeriodKind.ANNUAL:
        return str(phase)
    return f"{period.kind}{period.number}_{phase}"


class WindowsForm(forms.Form):
    """The first and the last day of each phase."""

    use_required_attribute = False

    is_strict = forms.BooleanField(
        label=_("Refuse steps after the deadline"),
        help_text=_(
            "Work plans, self-assessments, reviews and results that come late wait until you move"
            " the deadline. Without this a late step is accepted and marked as late."
        ),
        required=False,
    )

    def __init__(self, *args, cycle, schedule=None, **kwargs):
        """Add two dates for each phase of each period; `schedule` fills them in."""
        super().__init__(*args, **kwargs)
        self.cycle, self.periods = cycle, periods_of(cycle)
        self.places = [(Phase.PLAN, None)]
        self.places += [(phase, period) for period in self.periods for phase in PERIOD_PHASES]
        for phase, period in self.places:
            self.add_dates(phase, period, (schedule or {}).get(self.key(phase, period), ("", "")))
        self.order_fields([name for name in self.fields if name != "is_strict"])

    def key(self, phase, period):
        """Return the key of a window in a schedule."""
        return phase.value, period and period.pk

    def add_dates(self, phase, period, days):
        """Add the two fields of a window."""
        stem, names = stem_of(phase, period), {"phase": self.title(phase, period)}
        opens, closes = _("%(phase)s: write the first day"), _("%(phase)s: write the last day")
        self.fields[f"{stem}_opens"] = date_field(_("First day"), opens % names)
        self.fields[f"{stem}_closes"] = date_field(_("Last day"), closes % names)
        self.initial |= {f"{stem}_opens": days[0], f"{stem}_closes": days[1]}

    def title(self, phase, period):
        """Return the phase, with the name of its period where there are several."""
        if period is None or len(self.periods) == 1:
            return phase.label
        return f"{period.title}, {phase.label}"

    @property
    def sections(self):
        """Return planning, then each period with its phases, for the page."""
        rows = {}
        for phase, period in self.places:
            stem = stem_of(phase, period)
            row = PhaseRow(phase.label, self[f"{stem}_opens"], self[f"{stem}_closes"])
            rows.setdefault(period, []).append(row)
        are_many = len(self.periods) > MOST_OPEN
        return [
            PeriodSection(period, found, is_folded=are_many and period is not None)
            for period, found in rows.items()
        ]

    @property
    def schedule(self):
        """Return {(phase, key of the period): (first day, last day)} of a form without fault."""
        data, found = self.cleaned_data, {}
        for phase, period in self.places:
            stem = stem_of(phase, period)
            found[self.key(phase, period)] = (data[f"{stem}_opens"], data[f"{stem}_closes"])
        return found

    def clean(self):
        """Name every date that does not fit, at the field where it stands."""
        data = super().clean()
        if self.errors:
            self.name_turned_windows(data)
        else:
            for row in faults_of(self.cycle, self.schedule):
                period = None if row.fault.phase == Phase.PLAN else row.period
                end = "closes" if row.fault.code in ENDS else "opens"
                name = f"{stem_of(Phase(row.fault.phase), period)}_{end}"
                if name not in self.errors:  # one thing to mend at a time
                    self.add_error(name, row.words)
        return data

    def name_turned_windows(self, data):
        """Name the phases that end before they begin, while other dates cannot be read yet."""
        for phase, period in self.places:
            stem = stem_of(phase, period)
            opens, closes = data.get(f"{stem}_opens"), data.get(f"{stem}_closes")
            if opens and closes and closes < opens:
                fault = PhaseFault(FaultCode.CLOSES_BEFORE_OPENS, phase)
                words = fault_words(fault)
                title = f"{period.title}, {words}" if period and len(self.periods) > 1 else words
                self.add_error(f"{stem}_closes", title)
