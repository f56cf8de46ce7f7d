"""Forms of the tree of units: what changes, and from which day on."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.refused import refused_into
from accounts.models import OrgUnit
from accounts.queries.org_tree import org_tree
from accounts.services.org_unit import CODE_TAKEN, refuse_same_name

EARLIEST = date(2000, 1, 1)
DAYS_AHEAD = 366
INDENT = "– "


class DatedForm(forms.Form):
    """Anything about a unit that holds from a day on."""

    field_order = ("name", "parent", "code")  # and the day last
    from_date = forms.DateField(
        label=_("From"),
        error_messages={
            "required": _("Write the day from which this holds."),
            "invalid": _("Write the date like 28/02/2026."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, actor, **kwargs):
        """Begin with today."""
        kwargs["initial"] = {"from_date": actor.on} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_from_date(self):
        """Refuse a slip of the year."""
        day = self.cleaned_data["from_date"]
        if day < EARLIEST or (day - self.actor.on).days > DAYS_AHEAD:
            raise forms.ValidationError(
                _("Choose a day between 2000 and one year from now."), code="range"
            )
        return day


class NameForm(DatedForm):
    """A name from a day on."""

    name = forms.CharField(
        label=_("Name of the unit"),
        max_length=200,
        error_messages={"required": _("Write the name of the unit.")},
    )

    def clean_name(self):
        """Return the name without stray spaces."""
        return " ".join(self.cleaned_data["name"].split())


class ParentForm(DatedForm):
    """A place in the tree from a day on."""

    parent = forms.ChoiceField(
        label=_("Unit above"),
        error_messages={"required": _("Choose the unit above.")},
    )

    def __init__(self, *args, actor, unit=None, **kwargs):
        """Offer the units that the actor administers, but none inside the unit itself."""
        super().__init__(*args, actor=actor, **kwargs)
        tree = org_tree(actor.on)
        inside = tree.with_descendants(unit.pk) if unit else frozenset()
        public_ids = dict(OrgUnit.objects.values_list("pk", "public_id"))
        self.fields["parent"].choices = [("", _("Choose a unit"))] + [
            (public_ids[pk], f"{INDENT * depth}{tree.names[pk]}")
            for pk, depth in tree.depth_first()
            if actor.is_admin_for(pk) and pk not in inside
        ]

    def clean_parent(self):
        """Return the unit."""
        return OrgUnit.objects.get(public_id=self.cleaned_data["parent"])


class UnitForm(NameForm, ParentForm):
    """A new unit."""

    code = forms.CharField(
        label=_("Code of the unit"),
        help_text=_("As in your personnel system. Left empty, it is made from the name."),
        max_length=40,
        required=False,
    )

    def clean_code(self):
        """Refuse a code that another unit has, whatever its capitals."""
        code = self.cleaned_data["code"].strip()
        if code and OrgUnit.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError(CODE_TAKEN % {"code": code}, code="code_taken")
        return code

    def clean(self):
        """Refuse a taken name together with a taken code, not only after it."""
        data = super().clean()
        if data.keys() >= {"name", "parent", "from_date"}:
            with refused_into(self, same_name="name"):
                refuse_same_name(data["name"], data["parent"], data["from_date"])
        return data


class EndForm(DatedForm):
    """The day from which a unit is no more."""

    def __init__(self, *args, **kwargs):
        """Ask for that day in these words."""
        super().__init__(*args, **kwargs)
        self.fields["from_date"].label = _("No more from")
