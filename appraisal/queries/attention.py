"""What needs HR's hand in a running cycle, each with the page where it is put right."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import ImportAction
from accounts.models import Assignment, ImportBatch, Notification
from appraisal.choices import Phase
from appraisal.models import WorkPlan
from appraisal.queries.achievement import units_without_achievement
from appraisal.queries.cycle_people import away_with_open_step
from appraisal.queries.evaluation_opening import people_without_agreed_plan
from appraisal.queries.participants import eligible, not_excluded, without_line, without_plan
from appraisal.queries.reopening import asked_of_hr, reopenings_to_answer

REJECTED_SHOWN_FOR = timedelta(days=30)
CLAIM_IS_OLD = timedelta(minutes=10)  # a mail that was claimed and not sent by then is doubtful


@dataclass(frozen=True, slots=True)
class Attention:
    """A line of the list: what is so, why it is listed, the one thing to do, how pressing it is."""

    text: str
    why: str
    url: str
    action: str
    serious: bool = False
    icon: str = ""


def people_concerned(cycle, period, units, actor, at):
    """Return {name: queryset} of the people, plans and mails that the list counts."""
    on = actor.on
    belonging = not_excluded(cycle, eligible(cycle, on, units))
    return {
        "unsupervised": without_line(belonging, on),
        "joining": without_plan(cycle, belonging),
        "unplanned": people_without_agreed_plan(period, on).filter(org_unit__in=units),
        "away": away_with_open_step(cycle, period, units, on),
        "mails": mail_to_check(actor, at),
        "mistakes": asked_of_hr(actor),
    }


def attention(cycle, period, units, actor, tree, numbers):
    """Return what needs attention in some units, the most pressing first.

    `numbers` are the counts of `people_concerned`, asked together with others.
    """
    found = (
        no_supervisor(numbers["unsupervised"]),
        no_agreed_plan(cycle, period, actor.on, numbers["unplanned"]),
        late_joiners(cycle, numbers["joining"]),
        missing_achievements(cycle, period, units, actor.on, tree),
        reopenings(actor),
        decided_by_mistake(numbers["mistakes"]),
        on_leave(cycle, period, numbers["away"]),
        rejected_rows(cycle, actor),
        doubtful_mail(numbers["mails"]),
    )
    return [row for row in found if row]


def counted(count, message):
    """Return a sentence that begins with its number in bold."""
    number = formats.number_format(count)
    return format_html("<strong>{}</strong> {}", number, message)


def no_supervisor(count):
    """Name people who belong to the cycle and report to nobody."""
    if not count:
        return None
    message = ngettext(
        "person has no supervisor and cannot go on",
        "people have no supervisor and cannot go on",
        count,
    )
    why = _("Nobody can agree their plan or review them before a supervisor is recorded.")
    url = reverse("accounts:employee_list") + "?line=none"
    return Attention(counted(count, message), why, url, _("Record supervisors"), serious=True)


def no_agreed_plan(cycle, period, on, count):
    """Name people whose plan is not agreed although self-assessment runs, or planning is over."""
    closes = next((w.closes_date for w in cycle.windows.all() if w.phase == Phase.PLAN), None)
    if cycle.is_trial:  # its phases are open at once, so nobody is late
        return None
    if period.opened_at is None and (closes is None or on <= closes):
        return None
    if not count:
        return None
    message = ngettext(
        "person has no agreed work plan yet and joins as soon as it is agreed",
        "people have no agreed work plan yet and join as soon as it is agreed",
        count,
    )
    why = _("Planning is over or self-assessment runs; without an agreed plan they cannot begin.")
    url = people_page(cycle, period, "no_plan")
    return Attention(counted(count, message), why, url, _("See who, and remind"), serious=True)


def people_page(cycle, period, status):
    """Return the list of people of a period with one status."""
    url = reverse("appraisal:cycle_people", args=[cycle.public_id])
    return f"{url}?periode={period.public_id}&status={status}"


def late_joiners(cycle, count):
    """Name people who joined since and have no plan in the cycle."""
    if not count:
        return None
    message = ngettext(
        "person belongs to this cycle and has no work plan in it",
        "people belong to this cycle and have no work plan in it",
        count,
    )
    why = _("They came, moved or were taken in again after the cycle was opened.")
    url = reverse("appraisal:late_joiners", args=[cycle.public_id])
    return Attention(counted(count, message), why, url, _("Check and add"), icon="users")


def missing_achievements(cycle, period, units, on, tree):
    """Name units whose achievement is missing, with that of all units above, once it is needed."""
    if period.opened_at is None:
        return None
    plans = WorkPlan.objects.filter(cycle=cycle, org_unit__in=units, supervisor__isnull=False)
    count = len(units_without_achievement(plans.values("supervisor"), period, on, tree))
    if not count:
        return None
    message = ngettext(
        "unit has no recorded achievement; results cannot be decided without it",
        "units have no recorded achievement; results cannot be decided without it",
        count,
    )
    why = _("The law asks for the organisation's value before any predikat of its people.")
    url = reverse("appraisal:unit_achievement_list", args=[cycle.public_id])
    return Attention(counted(count, message), why, url, _("Record achievements"), icon="chart-bar")


def reopenings(actor):
    """Name the requests to open a released result again that wait for the actor."""
    waiting = reopenings_to_answer(actor)
    if not waiting:
        return None
    message = ngettext(
        "request to open a released result again waits for your answer",
        "requests to open a released result again wait for your answer",
        len(waiting),
    )
    why = _("A second person confirms or declines; until then the result stays.")
    url = reverse("appraisal:reopening_detail", args=[waiting[0].public_id])
    return Attention(counted(len(waiting), message), why, url, _("Read and answer"), icon="refresh")


def decided_by_mistake(count):
    """Name the decided results that a supervisor asks to open again before they are released."""
    if not count:
        return None
    message = ngettext(
        "supervisor asks to open a decided result again, before it is released",
        "supervisors ask to open a decided result again, before it is released",
        count,
    )
    why = _("The decision stays until you open it again; the employee sees nothing of it.")
    url = reverse("appraisal:team_results") + "#awaiting"
    return Attention(counted(count, message), why, url, _("Read and answer"), icon="refresh")


def on_leave(cycle, period, count):
    """Name people who are away today and whose own step is open."""
    if not count:
        return None
    message = ngettext(
        "person is on leave and has an open step",
        "people are on leave and have an open step",
        count,
    )
    why = _("Deadlines go on during a leave. Give more time where it is needed.")
    url = people_page(cycle, period, "away")
    return Attention(counted(count, message), why, url, _("See who"), icon="calendar-off")


def rejected_rows(cycle, actor):
    """Name the rejected rows of all imports since the cycle began, for a month each.

    A trial has nothing to do with them.
    """
    if cycle.is_trial or not cycle.opened_at:
        return None
    since = max(timezone.localdate(cycle.opened_at), actor.on - REJECTED_SHOWN_FOR)
    batches = list(
        ImportBatch.objects.visible_to(actor)
        .filter(read_at__isnull=False, undone_at=None, uploaded_at__date__gte=since)
        .annotate(rejected=Count("rows", Q(rows__action=ImportAction.REJECTED)))
        .filter(rejected__gt=0)
        .defer("layout")
        .order_by("-uploaded_at", "-pk")
    )
    if not batches:
        return None
    count = sum(batch.rejected for batch in batches)
    message = ngettext(
        "row of an import was rejected",
        "rows of imports were rejected",
        count,
    )
    why = f"{files_told(batches)} {_('Not taken over; the list says what is wrong with each row.')}"
    url = batches[0].get_absolute_url() if len(batches) == 1 else reverse("accounts:import_list")
    return Attention(counted(count, message), why, url, _("Correct and upload again"))


def files_told(batches, most=3):
    """Return "daftar.xlsx (8), pegawai.xlsx (3)." of imports with rejected rows."""
    words = [f"{batch.file_name} ({batch.rejected})" for batch in batches[:most]]
    return ", ".join(words + ["…"] * (len(batches) > most)) + "."


def doubtful_mail(count):
    """Name mails that were claimed and are not known to be sent."""
    if not count:
        return None
    message = ngettext(
        "e-mail is not known to have been sent and is to be checked",
        "e-mails are not known to have been sent and are to be checked",
        count,
    )
    why = _(
        "Sending broke off. They are never sent twice by themselves; the notices are in the app."
    )
    url = reverse("appraisal:mail_to_check")
    return Attention(counted(count, message), why, url, _("See which"), icon="mail")


def mail_to_check(actor, at):
    """Return the notices to the actor's people whose mail may or may not have gone out."""
    mails = Notification.objects.filter(
        by_mail=True, sent_at=None, claimed_at__lt=at - CLAIM_IS_OLD
    )
    if actor.sees_everybody:
        return mails
    own = Assignment.objects.in_force(actor.on).filter(org_unit__in=actor.hr_units)
    return mails.filter(recipient__in=own.values("employee"))
