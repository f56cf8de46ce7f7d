"""Begin a new cycle from another one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from appraisal.services import cycle_copy as copying
from appraisal.views.cycle import cycle_to_prepare


@require_POST
def cycle_copy(request, public_id):
    """Copy a cycle with all dates a year later, and go through its pages."""
    cycle = cycle_to_prepare(request, public_id)
    earlier = copying.copies_of(cycle).visible_to(request.actor).filter(archived_at=None).first()
    if earlier:
        words = _(
            "“%(name)s” is there already, and this is it. Go on with it, or delete it and copy anew."
        )
        messages.info(request, words % {"name": earlier.name})
        return redirect(earlier)
    copy = copying.copy_cycle(cycle=cycle, actor=request.actor, at=timezone.now())
    messages.success(
        request,
        _("“%(name)s” is copied; every date is a year later. Go through the pages and save each.")
        % {"name": cycle.name},
    )
    return redirect("appraisal:cycle_edit", copy.public_id)
