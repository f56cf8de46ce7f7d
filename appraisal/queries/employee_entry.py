"""What follows when HR saves an entry about one person: for cycles, plans, evaluations and the team."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import ImportAction
from accounts.queries.reporting_line import definitive_assignment
from accounts.queries.service_end import lines_led_from
from appraisal.models import AppraisalCycle, Evaluation, WorkPlan
from appraisal.queries.participants import covered_units

MOST_NAMED = 8
ONE_DAY = timedelta(days=1)
POST = {"org_unit", "job_position", "position_kind", "is_head"}


def open_about(employee):
    """Return how many open plans and evaluations a person has in running cycles."""
    running = AppraisalCycle.objects.running()
    plans = WorkPlan.objects.filter(employee=employee, cycle__in=running).latest_versions()
    evaluations = Evaluation.objects.filter(employee=employee, period__cycle__in=running).open()
    return plans.count() + evaluations.count()


def cycles_covering(unit_ids, on):
    """Return the running cycles, no trials, to which people of these units belong."""
    running = AppraisalCycle.objects.running().counted().prefetch_related("units")
    found = running.order_by("-from_date", "pk")
    return [cycle for cycle in found if covered_units(cycle, on) & unit_ids]


def what_follows(entry, row, employee, on):
    """Return what saving an entry does, in sentences."""
    names = {name for name, _old, _new in row.changes}
    day = date_format(entry.effective_date)
    if row.action == ImportAction.NEW:
        return [
            _("The employee is added, with the post from %(day)s.") % {"day": day},
            _("Signing in becomes possible with a one-time code, which you make afterwards."),
            _(
                "Running cycles do not take the employee in by themselves; afterwards you can add them."
            ),
        ]
    points = [
        _("What changes holds from %(day)s; what held before stays as history.") % {"day": day}
    ]
    post = definitive_assignment(employee, entry.effective_date)
    is_new_post = bool(names & POST) and not (post and post.from_date == entry.effective_date)
    count = open_about(employee)
    if count and is_new_post:
        points.append(stays_words(count))
        points.append(
            _("For the new post the employee can be added to a running cycle afterwards.")
        )
    elif count and "supervisor" in names:
        points.append(moves_words(count))
    if names & (POST | {"supervisor"}):
        points.append(_("The employee and the supervisors concerned are told."))
    return points


def stays_words(count):
    """Say that records of the former post stay where they are."""
    words = ngettext(
        "%(count)s open plan or evaluation belongs to the post of until now and stays with its "
        "supervisor.",
        "%(count)s open plans and evaluations belong to the post of until now and stay with its "
        "supervisor.",
        count,
    )
    return words % {"count": count}


def moves_words(count):
    """Say that open records follow the supervisor."""
    words = ngettext(
        "%(count)s open plan or evaluation moves to the new supervisor on that day.",
        "%(count)s open plans and evaluations move to the new supervisor on that day.",
        count,
    )
    return words % {"count": count}


def what_an_end_means(employee, *, last_day, successor, on):
    """Return what the end of somebody's service does, in sentences."""
    day = {"day": date_format(last_day)}
    points = [
        _("Post and line of reporting end on %(day)s.") % day,
        _("The account is closed at once; what was written stays.")
        if last_day < on
        else _("Signing in is possible until %(day)s; then the account is closed.") % day,
    ]
    if count := open_about(employee):
        points.append(unfinished_words(count))
    led = lines_led_from(employee, last_day + ONE_DAY)
    if led:
        points.append(team_words([line.employee.name for line in led], successor))
    held = Q(supervisor=employee) & ~Q(employee=employee)
    open_led = Evaluation.objects.filter(held).open().count()
    if open_led and not successor:
        points.append(
            ngettext(
                "%(count)s open evaluation of the team waits until it has another supervisor.",
                "%(count)s open evaluations of the team wait until they have another supervisor.",
                open_led,
            )
            % {"count": open_led}
        )
    points.append(_("You can take this back for 24 hours, as long as nobody has worked with it."))
    return points


def unfinished_words(count):
    """Say what becomes of the person's own open records."""
    words = ngettext(
        "%(count)s open plan or evaluation of this employee stays as it is. What can still be "
        "judged, the supervisor judges; the rest is closed with the cycle, as not finished.",
        "%(count)s open plans and evaluations of this employee stay as they are. What can still "
        "be judged, the supervisor judges; the rest is closed with the cycle, as not finished.",
        count,
    )
    return words % {"count": count}


def team_words(names, successor):
    """Say who supervises the team from then on."""
    more = f" (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    people = ", ".join(names[:MOST_NAMED]) + more
    if successor:
        return _("%(name)s supervises from the next day: %(people)s. Open records go along.") % {
            "name": successor.name,
            "people": people,
        }
    return _("Without a supervisor from the next day: %(people)s.") % {"people": people}


def next_steps(entry, employee, actor):
    """Return what HR does next, as (words, address)."""
    steps = []
    post = definitive_assignment(employee, max(actor.on, entry.effective_date))
    if post is None:
        return steps
    for cycle in cycles_covering({post.org_unit_id}, actor.on):
        words = _("Add to the cycle “%(name)s”") % {"name": cycle.name}
        steps.append((words, reverse("appraisal:late_joiners", args=[cycle.public_id])))
    if not post.reporting_lines.exists():
        url = reverse("appraisal:hand_over", args=[employee.public_id])
        steps.append((_("Record a supervisor"), url))
    return steps
