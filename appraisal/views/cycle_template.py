"""Templates of the agency: save one from a cycle, rename it, archive it, offer it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.refused import refused_into
from appraisal.forms.cycle_template import TemplateForm
from appraisal.models import CycleTemplate
from appraisal.queries.cycle_template import option
from appraisal.services import cycle_template as templates
from appraisal.views.cycle import cycle_for_hr, status_of


def cycle_template_add(request, public_id):
    """Save what a cycle asks as a template of the agency."""
    require_agency(request)
    cycle = cycle_for_hr(request, public_id)
    form = TemplateForm(request.POST or None, initial={"summary": cycle.template.summary})
    if request.method == "POST" and form.is_valid():
        with refused_into(form, same_name="name"):
            templates.save_template(
                cycle=cycle, **form.cleaned_data, actor=request.actor, at=timezone.now()
            )
            messages.success(request, _("The template is saved and offered for new cycles."))
            return redirect("appraisal:cycle_list")
    context = {"cycle": cycle, "form": form}
    return render(request, "appraisal/cycle_template_form.html", context, status=status_of(request))


def cycle_template_edit(request, public_id):
    """Change name and description of an own template."""
    template = own_template(request, public_id)
    initial = {"name": template.name, "summary": template.summary}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_into(form, same_name="name"):
            templates.rename_template(
                template=template, **form.cleaned_data, actor=request.actor, at=timezone.now()
            )
            messages.success(request, _("The template is saved."))
            return redirect("appraisal:cycle_list")
    context = {"template": template, "option": option(template), "form": form}
    return render(request, "appraisal/cycle_template_form.html", context, status=status_of(request))


@require_POST
def cycle_template_archive(request, public_id):
    """Offer a template no longer."""
    template = own_template(request, public_id)
    templates.archive_template(template=template, actor=request.actor, at=timezone.now())
    messages.success(
        request, _("The template “%(name)s” is not offered any more.") % {"name": template.name}
    )
    return redirect("appraisal:cycle_list")


@require_POST
def cycle_template_bring_back(request, public_id):
    """Offer a template again."""
    template = own_template(request, public_id)
    templates.bring_back_template(template=template, actor=request.actor, at=timezone.now())
    messages.success(
        request, _("The template “%(name)s” is offered again.") % {"name": template.name}
    )
    return redirect("appraisal:cycle_list")


def own_template(request, public_id):
    """Load a template of the agency for its administrator."""
    require_agency(request)
    own = CycleTemplate.objects.exclude(created_by=None)
    return get_object_or_404(own, public_id=public_id)


def require_agency(request):
    """Let nobody but the administrator of the whole agency pass."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
