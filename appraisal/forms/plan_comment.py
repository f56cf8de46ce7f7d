"""A comment on a line of a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.forms.work_plan import lines


class CommentForm(forms.Form):
    """What one of the two people says about a line, or about the whole plan."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Comment"),
        widget=lines(3),
        max_length=2000,
        error_messages={"required": _("Write your comment first.")},
    )
