"""HR's list of cycles, and the first steps of an agency that has none."""

from dataclasses import dataclass
from itertools import count

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import Assignment, Employee
from appraisal.models import AppraisalCycle, WorkPlan
from appraisal.queries.cycle_scope import cycles_in_scope, manages, units_in_scope
from appraisal.queries.cycle_steps import address, next_step, where_it_stopped
from appraisal.queries.cycle_template import all_templates
from appraisal.queries.dashboard import headline_of
from appraisal.queries.participants import posts, without_line
from competency.models import PositionStandard


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One cycle of the list."""

    cycle: AppraisalCycle
    state: str  # preparation, running or closed
    text: str
    people: int
    may_prepare: bool

    @property
    def url(self):
        """Return where the work on this cycle goes on."""
        if self.cycle.opened_at:
            return self.cycle.get_absolute_url()
        return address(next_step(self.cycle), self.cycle)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the four steps before the first cycle."""

    title: str
    hint: str
    url: str
    status: str  # of the component status_tag
    status_text: str = ""


def next_free_year(actor):
    """Return the first year from this one on for which no cycle runs or is being prepared."""
    cycles = AppraisalCycle.objects.visible_to(actor).filter(trial_of=None, closed_at=None)
    taken = set(cycles.values_list("from_date__year", flat=True))
    return next(year for year in count(actor.on.year) if year not in taken)


def similar_cycle(actor, data, cycle=None):
    """Return another cycle of the same name or the same period, or nothing."""
    period = {key: data.get(key) for key in ("from_date", "until_date")}
    found = AppraisalCycle.objects.visible_to(actor).exclude(pk=cycle and cycle.pk)
    found = found.filter(trial_of=None, archived_at=None)
    found = found.filter(Q(name__iexact=data.get("name", "")) | Q(**period))
    return found.order_by("-from_date", "-pk").first()


def cycle_list_page(actor, *, archived=False):
    """Return rows and first steps; the same queries for any number of cycles."""
    found = cycles_in_scope(actor)
    cycles = [(cycle, units) for cycle, units in found if bool(cycle.archived_at) == archived]
    people = dict(
        WorkPlan.objects.filter(
            cycle__in=[cycle.pk for cycle, _units in cycles], version=1, **scope(actor)
        )
        .values_list("cycle")
        .annotate(count=Count("pk"))
    )
    rows = [row(cycle, units, people.get(cycle.pk, 0), actor) for cycle, units in cycles]
    return {
        "rows": rows,
        "steps": [] if found else first_steps(actor),
        "hidden": 0 if archived else len(found) - len(cycles),
        "templates": all_templates(),
        "may_keep_templates": actor.is_hr_of_everything,
        "may_add": bool(actor.units(Role.HR_ADMIN)),
    }


def scope(actor):
    """Return the filter for the plans of the actor's units."""
    return {} if actor.sees_everybody else {"org_unit__in": actor.hr_units}


def row(cycle, units, people, actor):
    """Return a cycle with the words of its state."""
    if not cycle.opened_at:
        state, text = "preparation", where_it_stopped(cycle)
    elif cycle.closed_at:
        state, text = "closed", _("Closed on %(date)s") % {"date": day(cycle.closed_at)}
    else:
        state, text = "running", headline_of(cycle, actor.on)
    return CycleRow(cycle, state, text, people, manages(cycle, actor, units))


def day(at):
    """Return a moment as its date."""
    return formats.date_format(timezone.localtime(at), "DATE_FORMAT")


def first_steps(actor):
    """Return the four steps of a first run with what is done already."""
    held = posts(units=units_in_scope(actor, all_units(actor)), employment_kinds=(), on=actor.on)
    people = held.count()
    return [
        FirstStep(
            _("Import the employees"),
            _("From the Excel list of the office, with a preview before anything is saved"),
            reverse("accounts:import_list"),
            "done" if people else "todo",
            _("%(count)s people") % {"count": formats.number_format(people)} if people else "",
        ),
        supervisors_step(people, without_line(held, actor.on).count()),
        standards_step(actor.on),
        FirstStep(
            _("Prepare the first cycle"),
            _("Period, participants and deadlines; nothing is sent until you open it"),
            reverse("appraisal:cycle_add"),
            "todo",
        ),
    ]


def supervisors_step(people, alone):
    """Return the second step; it waits for people."""
    title = _("Check who supervises whom")
    hint = _("Everybody needs a supervisor, or is marked as rated outside the system")
    if not people:
        return FirstStep(title, hint, "", "locked")
    url = reverse("accounts:employee_list")
    if not alone:
        return FirstStep(title, hint, url, "done")
    words = _("%(count)s without supervisor") % {"count": formats.number_format(alone)}
    return FirstStep(title, hint, url, "fix", words)


def standards_step(on):
    """Return the third step with the number of standards that are still in doubt."""
    title = _("Look through the competency standards")
    hint = _("The level that each kind of post requires; doubtful ones are marked")
    url = reverse("competency:standard_list")
    doubtful = PositionStandard.objects.in_force(on).filter(is_doubtful=True).count()
    if not doubtful:
        return FirstStep(title, hint, url, "done")
    return FirstStep(
        title, hint, url, "progress", _("%(count)s to be confirmed") % {"count": doubtful}
    )


def all_units(actor):
    """Return the keys of all units in which people hold posts on a day."""
    found = Assignment.objects.in_force(actor.on).filter(employee__in=Employee.objects.active())
    return frozenset(found.values_list("org_unit_id", flat=True))
