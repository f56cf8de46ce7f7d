"""The dialogue of two people: plan it, take it into a calendar, write it down, confirm it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import AccessKind
from accounts.forms.refused import refused_into
from appraisal.forms.dialogue import ActionForm, ConfirmForm, NotesForm, ScheduleForm
from appraisal.queries.dialogue import (
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
    confirm_dialogue,
    plan_dialogue,
    withdraw_confirmation,
    write_notes,
)
from appraisal.services.dialogue_cancelling import cancel_dialogue
from appraisal.views.access import note_opening
from appraisal.views.words_kept import Kept, keep_words

GET_AND_POST = ["GET", "HEAD", "POST"]
TEAM = "appraisal:team_board"  # the section of the navigation
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
    if request.actor.is_supervisor:
        request.nav_section = TEAM
    return render(request, "appraisal/dialogue_list.html", context)


def page_for(request, public_id):
    """Return the page of a dialogue of one's own, or 404."""
    evaluation = get_object_or_404(evaluations_to_talk_about(request.actor), public_id=public_id)
    page = dialogue_page(evaluation, request.actor, timezone.now())
    if page.is_supervisor:
        request.nav_section = TEAM
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
    form = form or ActionForm(page=page)
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
    page = page_for(request, public_id)
    dialogue = page.dialogue
    if dialogue is None:
        return called_off(request, page, _("Joint notes"), "notes")
    initial = {"notes": dialogue.notes, "revision": dialogue.revision}
    form = NotesForm(request.POST or None, initial=initial)
    context = {"page": page, "evaluation": page.evaluation, "dialogue": dialogue, "form": form}
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            try:
                save_notes(request, dialogue, form)
            except DialogueChanged as refusal:
                context |= {"theirs": refusal.current, "form": with_own_words(form, refusal)}
                return render(request, "appraisal/dialogue_notes.html", context, status=409)
        if not form.errors:
            messages.success(request, _("Saved. Both of you can read the notes."))
            return redirect("appraisal:dialogue_detail", public_id)
    status = 422 if form.errors else 200
    return render(request, "appraisal/dialogue_notes.html", context, status=status)


def called_off(request, page, label, field):
    """Keep what was typed for a dialogue that was called off meanwhile, or 404."""
    typed = request.POST.get(field, "")
    if not typed.strip() or page.is_private:
        raise Http404
    kept = Kept(
        _("This dialogue was called off meanwhile."),
        _("What stands below was not saved. Copy it, and put it in once the dialogue is planned."),
        [(label, typed)],
        url=reverse("appraisal:dialogue_list"),
        button=_("All dialogues"),
    )
    return keep_words(request, kept)


def save_notes(request, dialogue, form):
    """Hand the notes to the service."""
    write_notes(
        dialogue=dialogue,
        notes=form.cleaned_data["notes"],
        expected_revision=form.cleaned_data["revision"],
        actor=request.actor,
        at=timezone.now(),
    )


def with_own_words(form, refusal):
    """Return the form with one's own words and the new revision, so that saving again keeps them."""
    words = {"notes": form.cleaned_data["notes"], "revision": refusal.current.revision}
    again = NotesForm(words)
    again.add_error(None, refusal)
    return again


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
