"""Whether a cycle can be opened: what blocks it, and what HR should know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models.job_position import TITLE_PARTS
from accounts.queries.org_tree import OrgTree, tree_with_former
from accounts.queries.reporting_line import leads_back
from appraisal.choices import Part
from appraisal.models import AppraisalCycle, WorkPlan
from appraisal.queries.achievement import units_without_achievement
from appraisal.queries.cycle_steps import address, unsaved_steps
from appraisal.queries.findings import Candidate, Finding, Readiness
from appraisal.queries.participants import Line, candidates, covered_units, lines_on
from appraisal.queries.period import periods_of
from appraisal.queries.schedule import annual_too_late, faults_of, overlaps_of
from competency.queries.standard import standards_of_positions


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the checks look at, read once."""

    cycle: AppraisalCycle
    on: date
    people: tuple[Candidate, ...]
    lines: Mapping[int, Line]
    tree: OrgTree

    def having(self, wanted):
        """Return the people whose post meets a condition."""
        return tuple(person for person in self.people if wanted(person.assignment))


def readiness(cycle, on, tree=None):
    """Return what blocks opening a cycle on a day, and what HR should know; the same queries for any size."""
    facts = gather(cycle, on, tree)
    checks = [check for check in BLOCKING if not cycle.is_trial or check not in NOT_IN_A_TRIAL]
    return Readiness(
        blocking=tuple(row for row in (check(facts) for check in checks) if row),
        warnings=tuple(row for row in (check(facts) for check in WARNING) if row),
        people=len(facts.people),
    )


def gather(cycle, on, tree=None):
    """Read the facts, in a tree of units that was read already or in that of the day."""
    prefetch_related_objects([cycle], "periods", "windows")
    tree = tree or tree_with_former(on)
    units = covered_units(cycle, on, tree)
    former = WorkPlan.objects.filter(cycle=cycle, employee=OuterRef("employee")).order_by("-pk")
    found = (
        candidates(cycle, on, units)
        .select_related("employee", "job_position")
        .annotate(former_post=Subquery(former.values(found=TITLE_PARTS)[:1]))
        .order_by("employee__name", "pk")
    )
    return Facts(
        cycle=cycle,
        on=on,
        people=tuple(Candidate(post, tree.names.get(post.org_unit_id, "")) for post in found),
        lines=lines_on(on),
        tree=tree,
    )


def template_unavailable(facts):
    """Refuse templates that need parts which are not built."""
    if facts.cycle.template.is_available:
        return None
    message = _("The template %(template)s cannot be opened yet.")
    return Finding("template_unavailable", message % {"template": facts.cycle.template.title})


def no_participants(facts):
    """Refuse a cycle for nobody; late joiners of an open cycle may be none."""
    if facts.people or facts.cycle.opened_at:
        return None
    return Finding(
        "no_participants",
        _("Nobody takes part yet. Choose units and kinds of employment."),
        link=reverse("appraisal:cycle_participants", args=[facts.cycle.public_id]),
        action=_("Choose participants"),
    )


def no_supervisor(facts):
    """Find people who report to nobody."""
    people = facts.having(lambda post: post.employee_id not in facts.lines)
    message = ngettext(
        "%(count)s person has no supervisor", "%(count)s people have no supervisor", len(people)
    )
    return about_people("no_supervisor", message, people)


def circular_chain(facts):
    """Find people whose line of reporting leads back to themselves."""
    above = {person: line.supervisor_id for person, line in facts.lines.items()}
    people = facts.having(lambda post: leads_back(post.employee_id, above))
    message = ngettext(
        "%(count)s person reports in a circle: the chain of supervisors leads back to the start",
        "%(count)s people report in a circle: the chain of supervisors leads back to the start",
        len(people),
    )
    return about_people("circular_chain", message, people)


def no_standard(facts):
    """Find people whose post has no competency standard, where competencies are appraised."""
    if not facts.cycle.has_part(Part.COMPETENCIES):
        return None
    posts = {person.assignment.job_position for person in facts.people}
    standards = standards_of_positions(posts, facts.cycle.framework, facts.on)
    people = facts.having(lambda post: not standards[post.job_position_id])
    message = ngettext(
        "%(count)s person holds a post without competency standard",
        "%(count)s people hold a post without competency standard",
        len(people),
    )
    return about_people(
        "no_standard",
        message,
        people,
        link=reverse("competency:position_standard_list"),
        action=_("Complete the standards"),
    )


def overlapping_cycle(facts):
    """Find people who already have a plan in another cycle of the same time."""
    cycle = facts.cycle
    others = AppraisalCycle.objects.counted().exclude(pk=cycle.pk)
    others = others.filter(from_date__lte=cycle.until_date, until_date__gte=cycle.from_date)
    taken = WorkPlan.objects.filter(cycle__in=others).values_list("employee_id", "cycle__name")
    names = dict(taken)
    people = facts.having(lambda post: post.employee_id in names)
    message = ngettext(
        "%(count)s person already takes part in another cycle of the same time",
        "%(count)s people already take part in another cycle of the same time",
        len(people),
    )
    details = sorted({names[person.employee.pk] for person in people})
    return about_people("overlapping_cycle", message, people, details=tuple(details))


def dates_out_of_order(facts):
    """Find phases whose dates do not fit together."""
    faults = faults_of(facts.cycle)
    if not faults:
        return None
    return Finding(
        "dates_out_of_order",
        _("The dates of the phases do not fit together"),
        details=tuple(fault.words for fault in faults),
        link=reverse("appraisal:cycle_windows", args=[facts.cycle.public_id]),
        action=_("Correct the dates"),
    )


def phases_overlap(facts):
    """Say which phases run side by side for some days."""
    sentences = overlaps_of(facts.cycle)
    if not sentences or faults_of(facts.cycle):
        return None
    return Finding(
        "phases_overlap",
        _("Phases run side by side for some days"),
        details=tuple(sentences),
        link=reverse("appraisal:cycle_windows", args=[facts.cycle.public_id]),
        action=_("See the dates"),
    )


def annual_late(facts):
    """Say that the annual results are planned after the day that the rule sets."""
    late = annual_too_late(facts.cycle)
    if not late:
        return None
    days = {"closes": formats.date_format(late[0]), "end": formats.date_format(late[1])}
    text = _(
        "PermenPANRB 6/2022 has the annual evaluation closed by %(end)s. Keep the reason ready."
    )
    return Finding(
        "annual_late",
        _("The annual results end on %(closes)s, after %(end)s") % days,
        details=(text % days,),
        link=reverse("appraisal:cycle_windows", args=[facts.cycle.public_id]),
        action=_("See the dates"),
    )


def pages_not_saved(facts):
    """Name the pages of the preparation that nobody has saved, so that they hold what is usual."""
    waiting = [] if facts.cycle.opened_at else unsaved_steps(facts.cycle)
    if not waiting:
        return None
    message = ngettext(
        "%(count)s page of the preparation was not saved yet; it holds the usual values",
        "%(count)s pages of the preparation were not saved yet; they hold the usual values",
        len(waiting),
    )
    return Finding(
        "pages_not_saved",
        message % {"count": len(waiting)},
        details=tuple(str(step.label) for step in waiting),
        link=address(waiting[0], facts.cycle),
        action=_("Go to the first of them"),
    )


def rated_outside(facts):
    """Name people rated by an official outside the system: they get a plan, no evaluation yet."""
    people = facts.having(lambda post: is_outside(facts.lines.get(post.employee_id)))
    message = ngettext(
        "%(count)s person is rated by an official outside the system: a work plan, no evaluation",
        "%(count)s people are rated by an official outside the system: a work plan, no evaluation",
        len(people),
    )
    return about_people("rated_outside", message, people)


def is_outside(line):
    """Tell whether a line of reporting leads out of the system."""
    return bool(line and line.is_outside)


def no_email(facts):
    """Name people who get no mail."""
    people = facts.having(lambda post: not post.employee.email)
    message = ngettext(
        "%(count)s person has no e-mail address and reads notices only in the application",
        "%(count)s people have no e-mail address and read notices only in the application",
        len(people),
    )
    return about_people("no_email", message, people)


def no_achievement(facts):
    """Name units whose achievement is not recorded yet."""
    period = periods_of(facts.cycle)[0]
    supervisors = {facts.lines[person.employee.pk].supervisor_id for person in with_line(facts)}
    units = units_without_achievement(supervisors - {None}, period, facts.on, facts.tree)
    if not units:
        return None
    message = ngettext(
        "%(count)s unit has no recorded achievement yet; it is needed before results are decided",
        "%(count)s units have no recorded achievement yet; it is needed before results are decided",
        len(units),
    )
    return Finding(
        "units_without_achievement",
        message % {"count": len(units)},
        details=tuple(facts.tree.names[unit] for unit in units),
        link=reverse("appraisal:unit_achievement_list", args=[facts.cycle.public_id]),
        action=_("Record achievements"),
    )


def with_line(facts):
    """Return the people who report to somebody."""
    return facts.having(lambda post: post.employee_id in facts.lines)


def about_people(code, message, people, **more):
    """Return a finding about people, or nothing when it concerns nobody."""
    return Finding(code, message % {"count": len(people)}, people, **more) if people else None


BLOCKING = (
    template_unavailable,
    no_participants,
    dates_out_of_order,
    no_supervisor,
    circular_chain,
    no_standard,
    overlapping_cycle,
)
NOT_IN_A_TRIAL = (template_unavailable, dates_out_of_order, overlapping_cycle)
WARNING = (pages_not_saved, annual_late, rated_outside, phases_overlap, no_email, no_achievement)
