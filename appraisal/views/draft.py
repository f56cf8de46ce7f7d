"""Autosave: one field at a time, answered in JSON."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.rules.numbers import whole_number
from appraisal.models import Evaluation
from appraisal.services.draft import DraftConflict, save_draft

STATUS = {"nul": 400, "unknown_key": 400, "too_long": 413, "wrong_stage": 423, "cycle_closed": 423}


@login_not_required
def draft_save(request, public_id):
    """Keep one field; a signed-out page gets 401 in JSON, never a sign-in page inside its form."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseNotAllowed(["POST"])
        return redirect_to_login(request.get_full_path())
    if not request.user.is_authenticated:
        return JsonResponse({"detail": _("Your session has ended. Sign in again.")}, status=401)
    return answer(request, own_record(request, public_id))


def own_record(request, public_id):
    """Return an evaluation that is the person's own or under their review; roles open no drafts."""
    every = Evaluation.objects
    mine = every.filter(employee=request.user) | every.supervised_by(request.actor)
    records = mine.select_related("period__cycle", "work_plan")
    return get_object_or_404(
        records.select_related("period__cycle__framework", "job_position"), public_id=public_id
    )


def answer(request, evaluation):
    """Save, and say which revision stands now."""
    key = request.POST.get("key", "")
    try:
        draft = save_draft(
            evaluation=evaluation,
            key=key,
            value=request.POST.get("value", ""),
            base_revision=whole_number(request.POST.get("base_rev", ""), 0),
            client_id=request.POST.get("client_id", "")[:40],
            sequence=max(whole_number(request.POST.get("seq", ""), 0), 1),
            actor=request.actor,
            at=timezone.now(),
        )
    except DraftConflict as conflict:
        return JsonResponse(told(conflict.current, with_value=True), status=409)
    except Refusal as refusal:
        detail = {"detail": str(refusal), "code": refusal.code}
        return JsonResponse(detail, status=STATUS[refusal.code])
    return JsonResponse(told(draft))


def told(draft, *, with_value=False):
    """Return what the page needs to know about the saved field."""
    saved_at = formats.time_format(timezone.localtime(draft.saved_at), "TIME_FORMAT")
    facts = {"rev": draft.revision, "saved_at": saved_at}
    if with_value:
        facts["value"] = draft.value
    return facts
