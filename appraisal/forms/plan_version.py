"""Why an agreed plan should change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.forms.work_plan import lines
from appraisal.queries.plan_version import lines_now


class ChangeForm(forms.Form):
    """The reason of a mid-year change."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why should the plan change?"),
        widget=lines(4),
        max_length=2000,
        help_text=_("For example: a new task, a moved budget, another unit. Both of you read it."),
        error_messages={"required": _("Write the reason; the other person will read it.")},
    )


def current_names(evaluation, data):
    """Return a sent form in the names of the version that the evaluation uses now.

    A page that was open while a new version was agreed still names the lines of the old one.
    """
    found = lines_now(evaluation)
    if not found:
        return data
    renamed = data.copy()
    for name in list(data):
        for old, new in found.items():
            if name.startswith(f"result-{old}-"):
                renamed.setlist(name.replace(old, new, 1), data.getlist(name))
    return renamed
