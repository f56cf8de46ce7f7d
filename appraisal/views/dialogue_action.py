"""What two people agreed in their dialogue: add it, change it, take it out, tick it as done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from appraisal.forms.dialogue import ActionForm
from appraisal.queries.dialogue import actions_of
from appraisal.services.dialogue import (
    add_action,
    change_action,
    mark_action,
    remove_action,
    restore_action,
)
from appraisal.views.dialogue import GET_AND_POST, called_off, draw, page_for


@require_POST
def action_add(request, public_id):
    """Add something agreed."""
    page = page_for(request, public_id)
    if page.dialogue is None:
        return called_off(request, page, _("What was agreed"), "text")
    form = ActionForm(request.POST, page=page)
    if form.is_valid():
        with refused_into(form):
            add_action(
                dialogue=page.dialogue,
                **form.agreed,
                actor=request.actor,
                at=timezone.now(),
            )
        if not form.errors:
            return redirect(f"{page.dialogue.get_absolute_url()}#agreed")
    return draw(request, page, form)


def action_for(request, public_id, action):
    """Return an agreed action of a dialogue of one's own, or 404."""
    rows = actions_of(request.actor).filter(dialogue__evaluation__public_id=public_id)
    return get_object_or_404(rows, public_id=action)


@require_http_methods(GET_AND_POST)
def action_edit(request, public_id, action):
    """Change something agreed."""
    page = page_for(request, public_id)
    if page.dialogue is None:
        return called_off(request, page, _("What was agreed"), "text")
    row = action_for(request, public_id, action)
    initial = {"text": row.text, "owner": row.owner, "due_date": row.due_date}
    form = ActionForm(request.POST or None, initial=initial, page=page, changes=row)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            change_action(action=row, **form.agreed, actor=request.actor, at=timezone.now())
        if not form.errors:
            return redirect(f"{page.dialogue.get_absolute_url()}#agreed")
    context = {"page": page, "evaluation": page.evaluation, "dialogue": page.dialogue}
    status = 422 if form.errors else 200
    context |= {"form": form, "row": row}
    return render(request, "appraisal/dialogue_action.html", context, status=status)


@require_POST
def action_move(request, public_id, action):
    """Remove an action, put it back, tick it as done or open it again: one button each."""
    row = action_for(request, public_id, action)
    now, move = {"actor": request.actor, "at": timezone.now()}, request.POST.get("move")
    if move == "remove":
        remove_action(action=row, **now)
        messages.success(request, _("Removed. You can put it back below the list."))
    elif move == "restore":
        restore_action(action=row, **now)
    elif move in {"done", "open"}:
        mark_action(action=row, is_done=move == "done", **now)
    else:
        raise Http404
    place = "" if move == "remove" else "#agreed"  # a message stands at the top
    return redirect(f"{row.dialogue.get_absolute_url()}{place}")
