"""Forms about a person: the account, and finding people by what HR types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.queries.employee import find_people


class PersonField(forms.CharField):
    """A person, typed as NIP, e-mail or full name."""

    default_error_messages = {
        "unknown": _(
            "Nobody with the NIP, e-mail or full name “%(text)s”. Check it, or import first."
        ),
        "several": _("Several people are called “%(text)s”. Type the NIP."),
    }

    def __init__(self, *, is_conditional=False, **kwargs):
        """Fix the length; a conditional field says itself when it may stay empty."""
        self.is_conditional = is_conditional
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)

    def clean(self, value):
        """Return the one person that is meant, or nobody for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        people = list(find_people(text))
        if len(people) != 1:
            code = "several" if people else "unknown"
            raise forms.ValidationError(self.error_messages[code], code, {"text": text})
        return people[0]


class AccountForm(forms.ModelForm):
    """How HR reaches a person, and whether the person may sign in."""

    class Meta:
        model = Employee
        fields = ("email", "phone", "is_active", "must_change_password")
        labels = {
            "email": _("E-mail"),
            "is_active": _("May sign in"),
            "must_change_password": _("Must choose a new password at the next sign-in"),
        }
        error_messages = {
            "email": {"invalid": _("Write an address like name@agency.go.id.")},
        }

    def clean_email(self):
        """Refuse an address that another person has, whatever its capitals."""
        email = self.cleaned_data["email"]
        others = Employee.objects.exclude(pk=self.instance.pk).exclude(email="")
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Another employee has this address."), code="taken")
        return email
