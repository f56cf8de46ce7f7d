"""Create work plans for many people at once: when a cycle opens, and for late joiners."""

from django.db import transaction
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import Assignment
from accounts.services.notification import notify_many
from appraisal.models import WorkPlan
from appraisal.queries.participants import candidates, lines_on, supervisor_of


@transaction.atomic
def give_plans(*, cycle, at, portion=None):
    """Write the plans that are still missing, all or a portion of them; return how many."""
    today = timezone.localdate(at)
    posts = candidates(cycle, today)
    if portion:
        keys = list(posts.order_by("pk").values_list("pk", flat=True)[:portion])
        posts = Assignment.objects.filter(pk__in=keys)
    return len(create_work_plans(cycle=cycle, assignments=posts, lines=lines_on(today), at=at))


def create_work_plans(*, cycle, assignments, lines, at):
    """Write a draft plan for each post and tell the holders; one INSERT each, whatever the number."""
    posts = list(assignments.select_related("employee").order_by("pk"))
    plans = WorkPlan.objects.bulk_create([new_plan(cycle, post, lines, at) for post in posts])
    notify_many(
        recipients=[post.employee for post in posts],
        kind=NoticeKind.CYCLE_OPENED,
        at=at,
        about=cycle.name,
        links={plan.employee_id: plan.get_absolute_url() for plan in plans},
        dedupe=f"cycle:{cycle.public_id}",
    )
    return plans


def new_plan(cycle, post, lines, at):
    """Return an unsaved first version, with supervisor and superior as the lines of the day say."""
    supervisor = supervisor_of(post.employee_id, lines)
    return WorkPlan(
        cycle=cycle,
        assignment=post,
        employee_id=post.employee_id,
        supervisor_id=supervisor,
        superior_id=supervisor_of(supervisor, lines),
        org_unit_id=post.org_unit_id,
        job_position_id=post.job_position_id,
        approach=cycle.approach,
        created_at=at,
    )
