"""Forms about a person: the account, and finding people by what HR types."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import Employee
from accounts.queries.employee import MOST_MEANT, find_people, people_like
from accounts.rules.spreadsheet_cells import phone_from_cell

SHORTEST_PHONE, LONGEST_PHONE = 8, 20
OFFERED, CHOSEN = "-offered", "-chosen"  # behind the name of the field


class PersonInput(forms.TextInput):
    """A text; when it fits several people these stand below it, to be chosen by their post."""

    template_name = "django/forms/widgets/person.html"
    people = ()
    meant = ""  # the public id of who is chosen already

    def value_from_datadict(self, data, files, name):
        """Return the chosen person's id as long as the text is the one the choice was offered for."""
        text = super().value_from_datadict(data, files, name)
        chosen = data.get(name + CHOSEN)
        return Chosen(text, chosen) if chosen and data.get(name + OFFERED) == text else text

    def get_context(self, name, value, attrs):
        """Add the people on offer."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "people": self.people,
            "meant": self.meant,
            "offered": OFFERED,
            "chosen": CHOSEN,
        }
        return context


class Chosen(str):
    """A text that somebody typed, with the person who was chosen for it."""

    __slots__ = ("public_id",)

    def __new__(cls, text, public_id):
        """Remember the person beside the text."""
        made = super().__new__(cls, text)
        made.public_id = public_id
        return made


class PersonField(forms.CharField):
    """A person, typed as NIP, e-mail or name; part of a name offers whom it may mean."""

    widget = PersonInput
    among = None  # the people of whom one is meant; they go before namesakes
    default_error_messages = {
        "unknown": _(
            "Nobody here has the NIP, e-mail or name “%(text)s”. Check the spelling, "
            "or type one part of the name only."
        ),
        "several": ngettext_lazy(
            "“%(text)s” is no full name. %(count)s person fits: choose below.",
            "%(count)s people fit “%(text)s”. Choose one below.",
            "count",
        ),
        "many": _(
            "More than %(count)s people fit “%(text)s”. Choose below, or type more of the name."
        ),
    }

    def __init__(self, *, is_conditional=False, **kwargs):
        """Fix the length; a conditional field says itself when it may stay empty."""
        self.is_conditional = is_conditional
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)

    def to_python(self, value):
        """Keep what was chosen beside the text."""
        return value if isinstance(value, Chosen) else super().to_python(value)

    def propose(self, person):
        """Offer one person, chosen already: what is typed instead counts as ever."""
        self.widget.people, self.widget.meant = [person], person.public_id

    def clean(self, value):
        """Return the one person that is meant, or nobody for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        people = find_people(text, getattr(text, "public_id", None), self.among)
        return people[0] if len(people) == 1 else self.refuse(text)

    def refuse(self, text):
        """Say how many people fit, and let the widget offer them."""
        found = people_like(text, timezone.localdate(), self.among)
        self.widget.people, self.widget.meant = found[:MOST_MEANT], ""
        code = ("several" if found else "unknown") if len(found) <= MOST_MEANT else "many"
        params = {"text": text, "count": min(len(found), MOST_MEANT)}
        raise forms.ValidationError(self.error_messages[code], code, params)


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

    def clean_phone(self):
        """Refuse what is no number; spaces and strokes go."""
        text = self.cleaned_data["phone"]
        phone = phone_from_cell(text)
        letters = any(letter.isalpha() for letter in text)
        if text and (letters or not SHORTEST_PHONE <= len(phone) <= LONGEST_PHONE):
            raise forms.ValidationError(
                _("Write the number with digits, for example 0812 3456 7890."), code="phone"
            )
        return phone
