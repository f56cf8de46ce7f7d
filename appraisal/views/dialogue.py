"""The dialogue of two people: plan it, take it into a calendar, write it down, confirm it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import AccessKind
from accounts.forms.refused import refused_into
from appraisal.forms.dialogue import ActionForm, ConfirmForm, NotesForm, ScheduleForm
from appraisal.queries.dialogue import (
    actions_of,
    agenda_proposal,
    appointment_file,
    dialogue_page,
    dialogues_of,
    evaluations_to_plan,
    evaluations_to_talk_about,
)
from appraisal.queries.dialogue_round import planned_lately
from appraisal.services.dialogue import (
    DialogueChanged,
    add_action,
    change_action,
    confirm_dialogue,
    mark_action,
    plan_dialogue,
    remove_action,
    restore_action,
    withdraw_confirmation,
    write_notes,
)
from appraisal.services.dialogue_cancelling import cancel_dialogue
from appraisal.views.access import note_opening

GET_AND_POST = ["GET", "HEAD", "POST"]
TIME_AND_PLACE = {"day", "time", "minutes", "place"}


@require_safe
def dialogue_list(request):
    """List the dialogues of the person, as employee and as supervisor."""
    dialogues = dialogues_of(request.actor)
    context = {
        "dialogues": dialogues,
        "lately": planned_lately(dialogues, request.actor, timezone.now()),
        "unplanned": evaluations_to_plan(request.actor),
    }
    return render(request, "appraisal/dialogue_list.html", context)


def page_for(request, public_id):
    """Return the page of a dialogue of one's own, or 404."""
    evaluation = get_object_or_404(evaluations_to_talk_about(request.actor), public_id=public_id)
    page = dialogue_page(evaluation, request.actor, timezone.now())
    if page.dialogue:
        note_opening(request, evaluation, AccessKind.DIALOGUE)
    return page


def planned_page(request, public_id):
    """Return the page of a dialogue that was planned, or 404."""
    page = page_for(request, public_id)
    if page.dialogue is None:
        raise Http404
    return page


@require_safe
def detail(request, public_id):
    """Show agenda, joint notes, what was agreed, and who still confirms."""
    page = page_for(request, public_id)
    if page.is_to_plan:
        return redirect("appraisal:dialogue_schedule", public_id)
    return draw(request, page)


def draw(request, page, form=None):
    """Draw the page of a dialogue, with the form of a new action."""
    form = form or ActionForm(evaluation=page.evaluation)
    context = {"page": page, "evaluation": page.evaluation, "dialogue": page.dialogue}
    context["form"] = form
    status = 422 if form.errors else 200
    return render(request, "appraisal/dialogue_detail.html", context, status=status)


@require_http_methods(GET_AND_POST)
def schedule(request, public_id):
    """Plan the dialogue or move it; only the supervisor's side does."""
    page = page_for(request, public_id)
    if not page.is_supervisor or page.is_private:
        raise Http404
    initial = planned_so_far(page, request.actor)
    form = ScheduleForm(request.POST or None, initial=initial, today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        with refused_into(form, past="day", named="day"):
            plan_dialogue(
                evaluation=page.evaluation,
                schedule=form.schedule,
                actor=request.actor,
                at=timezone.now(),
            )
        if not form.errors:
            messages.success(request, saved_words(page, form, request.actor.on))
            return redirect("appraisal:dialogue_detail", public_id)
    context = {"page": page, "evaluation": page.evaluation, "form": form}
    status = 422 if form.errors else 200
    return render(request, "appraisal/dialogue_schedule.html", context, status=status)


def saved_words(page, form, today):
    """Say what saving a plan has done; a talk that was held is no invitation."""
    told = {"name": page.evaluation.employee.name}
    if page.dialogue is None and form.cleaned_data["day"] < today:
        return _("The day is kept. Now write the joint notes; %(name)s reads them too.") % told
    if page.dialogue is None or not TIME_AND_PLACE.isdisjoint(form.changed_data):
        return _("The dialogue is planned. %(name)s was told.") % told
    return _("Saved.")


def planned_so_far(page, actor):
    """Return what the form begins with: the plan as it stands, or a proposed agenda."""
    if page.dialogue is None:
        return {"minutes": 60, "agenda": agenda_proposal(page.evaluation, actor)}
    moment = timezone.localtime(page.dialogue.starts_at)
    return {
        "day": moment.date(),
        "time": moment.time(),
        "minutes": page.dialogue.minutes,
        "place": page.dialogue.place,
        "agenda": page.dialogue.agenda,
    }


@require_http_methods(GET_AND_POST)
def cancel(request, public_id):
    """Ask once more before a planned dialogue is called off; the other person is told."""
    page = planned_page(request, public_id)
    if not page.is_supervisor:
        raise Http404
    if request.method == "POST":
        cancel_dialogue(dialogue=page.dialogue, actor=request.actor, at=timezone.now())
        told = {"name": page.evaluation.employee.name}
        messages.success(request, _("The dialogue is called off. %(name)s was told.") % told)
        return redirect("appraisal:dialogue_list")
    if not page.may_cancel:
        return redirect(page.dialogue)
    context = {"page": page, "evaluation": page.evaluation, "dialogue": page.dialogue}
    return render(request, "appraisal/dialogue_cancel.html", context)


@require_safe
def calendar(request, public_id):
    """Give the appointment as a file for any calendar."""
    page = planned_page(request, public_id)
    answer = HttpResponse(
        appointment_file(page.dialogue, request.actor), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="dialog-kinerja.ics"'
    return answer


@require_http_methods(GET_AND_POST)
def notes(request, public_id):
    """Write the joint notes; what the other person saved meanwhile is shown beside them."""
    page = planned_page(request, public_id)
    dialogue = page.dialogue
    initial = {"notes": dialogue.notes, "revision": dialogue.revision}
    form = NotesForm(request.POST or None, initial=initial)
    context = {"page": page, "evaluation": page.evaluation, "dialogue": dialogue, "form": form}
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            try:
                save_notes(request, dialogue, form)
            except DialogueChanged as refusal:
                context |= {"theirs": refusal.current, "form": keep_words(form, refusal)}
                return render(request, "appraisal/dialogue_notes.html", context, status=409)
        if not form.errors:
            messages.success(request, _("Saved. Both of you can read the notes."))
            return redirect("appraisal:dialogue_detail", public_id)
    status = 422 if form.errors else 200
    return render(request, "appraisal/dialogue_notes.html", context, status=status)


def save_notes(request, dialogue, form):
    """Hand the notes to the service."""
    write_notes(
        dialogue=dialogue,
        notes=form.cleaned_data["notes"],
        expected_revision=form.cleaned_data["revision"],
        actor=request.actor,
        at=timezone.now(),
    )


def keep_words(form, refusal):
    """Return the form with one's own words and the new revision, so that saving again keeps them."""
    words = {"notes": form.cleaned_data["notes"], "revision": refusal.current.revision}
    again = NotesForm(words)
    again.add_error(None, refusal)
    return again


@require_POST
def action_add(request, public_id):
    """Add something agreed."""
    page = planned_page(request, public_id)
    form = ActionForm(request.POST, evaluation=page.evaluation)
    if form.is_valid():
        with refused_into(form):
            add_action(
                dialogue=page.dialogue,
                **form.cleaned_data,
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
    page, row = planned_page(request, public_id), action_for(request, public_id, action)
    initial = {"text": row.text, "owner": row.owner, "due_date": row.due_date}
    form = ActionForm(request.POST or None, initial=initial, evaluation=page.evaluation)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            change_action(action=row, **form.cleaned_data, actor=request.actor, at=timezone.now())
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


@require_POST
def confirm(request, public_id):
    """Confirm what was agreed, as it stood on the page."""
    page, form = planned_page(request, public_id), ConfirmForm(request.POST)
    if form.is_valid():
        confirm_dialogue(
            dialogue=page.dialogue,
            expected_revision=form.cleaned_data["revision"],
            actor=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("Confirmed. A change takes both confirmations back."))
    return redirect(page.dialogue)


@require_POST
def withdraw(request, public_id):
    """Take one's own confirmation back."""
    page = planned_page(request, public_id)
    withdraw_confirmation(dialogue=page.dialogue, actor=request.actor, at=timezone.now())
    messages.success(request, _("Your confirmation was taken back."))
    return redirect(page.dialogue)
