"""Comments on the lines of a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.refused import refused_into
from appraisal.forms.plan_comment import CommentForm
from appraisal.models import PlanComment
from appraisal.queries.plan_comment import is_party
from appraisal.services.plan_comment import remove_comment, settle_comment, write_comment
from appraisal.views.planned_result import load_result
from appraisal.views.work_plan import load


def write(request, public_id):
    """Write a comment on a line, or on the whole plan."""
    plan = load(request, public_id)
    if not is_party(request.actor, plan):
        raise PermissionDenied
    line = request.GET.get("hasil", "")
    planned = load_result(plan, line) if line else None
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and save(request, plan, planned, form):
        messages.success(request, _("Your comment is written."))
        return redirect(place(plan, planned))
    context = {"plan": plan, "planned": planned, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "appraisal/plan_comment.html", context, status=status)


def save(request, plan, planned, form):
    """Write the comment; a refusal stands in the form and the words stay."""
    with refused_into(form):
        write_comment(
            work_plan=plan,
            planned_result=planned,
            text=form.cleaned_data["text"],
            actor=request.actor,
            at=timezone.now(),
        )
    return not form.errors


def place(plan, planned):
    """Return where a comment stands on the page of its plan."""
    anchor = f"result-{planned.public_id}" if planned else "comments"
    return f"{plan.get_absolute_url()}#{anchor}"


def load_comment(request, public_id):
    """Return a comment that the actor may read, with its plan."""
    comments = PlanComment.objects.visible_to(request.actor)
    return get_object_or_404(
        comments.select_related("work_plan", "planned_result"), public_id=public_id
    )


@require_POST
def settle(request, public_id):
    """Mark a comment as settled, or as open again."""
    comment = load_comment(request, public_id)
    settle_comment(
        comment=comment,
        is_settled=request.POST.get("settled") == "1",
        actor=request.actor,
        at=timezone.now(),
    )
    return redirect(place(comment.work_plan, comment.planned_result))


@require_POST
def remove(request, public_id):
    """Take one's own comment back, or bring it back."""
    comment = load_comment(request, public_id)
    remove_comment(
        comment=comment,
        is_removed=request.POST.get("removed") == "1",
        actor=request.actor,
        at=timezone.now(),
    )
    return redirect(place(comment.work_plan, comment.planned_result))
