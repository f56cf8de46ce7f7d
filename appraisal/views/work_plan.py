"""Work plans: one's own, the supervisor's page to read, the moves."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import AccessKind
from accounts.forms.refused import refused_into
from accounts.refusals import Refusal
from appraisal.choices import WorkPlanStage
from appraisal.forms.work_plan import ExpectationsForm, ReturnForm, revision_of
from appraisal.queries.membership import why_no_plan
from appraisal.queries.plan_agreement import agreement_of
from appraisal.queries.plan_comparison import compare, lines_of
from appraisal.queries.plan_copy import earlier_plan
from appraisal.queries.plan_version import proposal_seen, why_closed
from appraisal.queries.who_sees import who_sees_plan
from appraisal.queries.work_plan import (
    my_work_plan,
    plan_sheet,
    plans_for_page,
    plans_in_charge,
    plans_of_two,
    team_plans,
    value_lines,
)
from appraisal.services.work_plan import (
    agree_work_plan,
    propose_work_plan,
    refuse_unless_proposed,
    refuse_unless_supervisor,
    return_work_plan,
    save_behaviour_expectations,
    take_back_work_plan,
)
from appraisal.views.access import note_opening
from appraisal.workflow.work_plan import AGREE, RETURN


def load(request, public_id):
    """Return a plan that the actor may read."""
    return marked(request, get_object_or_404(plans_for_page(request.actor), public_id=public_id))


def marked(request, plan):
    """Let the navigation mark "My team" on the pages of another person's plan."""
    if plan.employee_id != request.actor.employee.pk:
        request.nav_section = "appraisal:team_board"
    return plan


@require_safe
def mine(request):
    """Show the actor's own plan of the running cycle, or why there is none."""
    plan = my_work_plan(request.actor)
    if plan is None:
        why = why_no_plan(request.actor)
        return render(request, "appraisal/work_plan_none.html", {"why": why})
    return show(request, plan)


@require_safe
def detail(request, public_id):
    """Show a plan to whoever may read it; say what became of one that was told of in a notice."""
    plan = plans_for_page(request.actor).filter(public_id=public_id).first()
    return show(request, plan) if plan else lead_on(request, public_id)


def lead_on(request, public_id):
    """Say what became of a plan that is closed to its two people now, and lead to where they go on."""
    plan = get_object_or_404(plans_of_two(request.actor), public_id=public_id)
    messages.info(request, why_closed(plan))
    own = plan.employee_id == request.actor.employee.pk
    return redirect("appraisal:work_plan_mine" if own else "appraisal:work_plan_team")


def load_for_supervisor(request, public_id):
    """Return a plan in the actor's charge; a note typed too late is refused by the service, words kept."""
    plan = load(request, public_id)
    refuse = refuse_unless_supervisor if request.method == "POST" else refuse_unless_proposed
    refuse(plan, request.actor)
    return plan


def show(request, plan):
    """Draw the page of a plan."""
    note_opening(request, plan, AccessKind.WORK_PLAN)
    sheet = plan_sheet(plan, request.actor)
    context = {"plan": plan, "sheet": sheet}
    if sheet.can_edit and not sheet.has_results:
        context["earlier"] = earlier_plan(plan, request.actor)
    if sheet.is_own:
        context["who"] = who_sees_plan(
            supervisor=plan.supervisor, superior=plan.superior, acting=plan.acting
        )
    return render(request, "appraisal/work_plan_detail.html", context)


@require_safe
def team(request):
    """List the plans of the actor's team: what awaits agreement first."""
    return render(request, "appraisal/work_plan_team.html", {"plans": team_plans(request.actor)})


@require_POST
def propose(request, public_id):
    """Put the plan before the supervisor."""
    plan = load(request, public_id)
    propose_work_plan(
        work_plan=plan,
        actor=request.actor,
        at=timezone.now(),
        expected_revision=revision_of(request.POST),
    )
    told = {"name": plan.supervisor.full_name}
    messages.success(
        request,
        _("Your plan was proposed: %(name)s reads it now. You hear when it is agreed.") % told,
    )
    return redirect(plan)


@require_POST
def take_back(request, public_id):
    """Take one's own proposed plan back, to change it."""
    plan = load(request, public_id)
    take_back_work_plan(
        work_plan=plan,
        actor=request.actor,
        at=timezone.now(),
        expected_revision=revision_of(request.POST),
    )
    messages.success(request, _("The plan is a draft again. Propose it once it is changed."))
    return redirect(plan)


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request, public_id):
    """Ask once more, then agree the plan; what changed meanwhile is shown instead."""
    plan = load_seen(request, public_id)
    if request.method != "POST":
        return ask_to_agree(request, plan)
    seen = revision_of(request.POST)
    try:
        agree_work_plan(
            work_plan=plan, actor=request.actor, at=timezone.now(), expected_revision=seen
        )
    except Refusal:
        if seen is None or seen == plan.revision or plan.stage == WorkPlanStage.AGREED:
            raise
        return show_changed(request, plan, seen)
    told = {"name": plan.employee.full_name}
    messages.success(request, _("The plan of %(name)s is agreed.") % told)
    return redirect(plan)


def ask_to_agree(request, plan):
    """Say what agreeing means; the revision that was read goes along."""
    seen = revision_of(request.GET)
    if not (AGREE.is_open(plan) and AGREE.allowed(request.actor, plan)):
        return redirect("appraisal:work_plan_team")
    seen = plan.revision if seen is None else seen
    context = {"plan": plan, "seen": seen, "agreement": agreement_of(plan, request.actor)}
    return render(request, "appraisal/work_plan_agree.html", context)


def load_seen(request, public_id):
    """Return a plan in the actor's charge, also one that was taken back meanwhile."""
    return marked(request, get_object_or_404(plans_in_charge(request.actor), public_id=public_id))


def show_changed(request, plan, seen):
    """Show what the employee changed while the supervisor read; of a draft only that it is one."""
    state = proposal_seen(plan, seen)
    is_proposed = plan.stage == WorkPlanStage.PROPOSED
    found = compare(state.lines, lines_of(plan)) if state and is_proposed else None
    context = {"plan": plan, "comparison": found, "is_proposed": is_proposed}
    return render(request, "appraisal/work_plan_changed.html", context, status=409)


def give_back(request, public_id):
    """Ask for changes, with a note that the employee reads."""
    plan = load_for_supervisor(request, public_id)
    form = ReturnForm(request.POST or None, initial={"expected_revision": plan.revision})
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        if attempt(
            form, return_work_plan, plan, request.actor, at, reason=form.cleaned_data["reason"]
        ):
            told = {"name": plan.employee.full_name}
            messages.success(request, _("%(name)s has your note and can change the plan.") % told)
            return redirect("appraisal:work_plan_team")
    return answer(request, form, "appraisal/work_plan_return.html", {"plan": plan, "move": RETURN})


def expectations(request, public_id):
    """Write the leader's special expectations while a plan awaits agreement."""
    plan = load_for_supervisor(request, public_id)
    initial = {line.value.code: line.expectation for line in value_lines(plan)}
    initial["expected_revision"] = plan.revision
    form = ExpectationsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        if attempt(form, save_behaviour_expectations, plan, request.actor, at, texts=form.texts()):
            messages.success(request, _("The special expectations are saved."))
            return redirect(plan)
    return answer(request, form, "appraisal/work_plan_expectations.html", {"plan": plan})


def attempt(form, service, plan, actor, at, **words):
    """Call a service with what was typed; a refusal becomes an error of the form, the words stay."""
    with refused_into(form):
        service(
            work_plan=plan,
            actor=actor,
            at=at,
            expected_revision=form.cleaned_data["expected_revision"],
            **words,
        )
    if form.errors:
        form.show_current(plan)
    return not form.errors


def answer(request, form, template, context):
    """Draw a form: 422 when it was sent and not accepted."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
