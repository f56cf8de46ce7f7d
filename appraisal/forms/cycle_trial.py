"""Who tries a cycle."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee


class TrialForm(forms.Form):
    """People of one team."""

    use_required_attribute = False

    employees = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=Employee.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person")},
    )

    def __init__(self, *args, posts, **kwargs):
        """Offer the people of the team."""
        super().__init__(*args, **kwargs)
        people = [post.employee_id for post in posts]
        self.fields["employees"].queryset = Employee.objects.filter(pk__in=people)
