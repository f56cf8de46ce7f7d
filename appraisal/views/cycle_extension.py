"""Move a deadline of a running cycle to a later day."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisal.forms.cycle import ExtensionForm
from appraisal.services.windows import set_window_end
from appraisal.views.cycle import cycle_to_prepare, status_of, try_service


def cycle_extend(request, public_id):
    """Show the last days of the phases; let one end later."""
    cycle = cycle_to_prepare(request, public_id)
    if not cycle.opened_at:
        return redirect("appraisal:cycle_windows", cycle.public_id)
    windows = cycle.windows.select_related("cycle").order_by("opens_date", "pk")
    form = ExtensionForm(request.POST or None, windows=windows)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and try_service(form, extend, request, form.cleaned_data):
        messages.success(request, _("The deadline was moved."))
        return redirect(cycle)
    context = {"cycle": cycle, "form": form}
    return render(request, "appraisal/cycle_extend.html", context, status=status_of(request))


def extend(request, data):
    """Hand the fields to the service."""
    set_window_end(**data, actor=request.actor, at=timezone.now())
    return True
