"""What is recorded about the achievement of a unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.choices import AchievementValue
from appraisal.forms.cycle import date_field


class UnitAchievementForm(forms.Form):
    """Value, source and date, or last year's value."""

    use_required_attribute = False

    value = forms.ChoiceField(
        label=_("Achievement of the unit"),
        choices=AchievementValue,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the value")},
    )
    is_last_year = forms.BooleanField(
        label=_("This is last year's value"),
        help_text=_(
            "Use it when this year's value has not been set yet. Results then say which year it is."
        ),
        required=False,
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("The document or decision that sets the value, with its number."),
        max_length=300,
        error_messages={"required": _("Name the document or the decision that sets the value.")},
    )
    set_date = date_field(_("Set on"), _("Write the day on which the value was set"))
