"""What HR enters about one person by hand: a new employee, a change from a day on, the last day."""

from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.choices import (
    EmployeeKind,
    EmploymentKind,
    FunctionalGrade,
    PositionKind,
    ServiceEndKind,
    Sex,
)
from accounts.forms.employee import PersonField, PersonInput
from accounts.forms.imports import DAYS_AHEAD, EARLIEST, units_of
from accounts.models import OrgUnit
from accounts.rules.ranks import PPPK_GRADES, RANKS
from accounts.services.employee_import.problems import described

OUTSIDE, YES, NO = "LUAR SISTEM", "ya", "tidak"  # as a workbook says it
WRONG_DAY = _("Write the date like 28/02/2026.")
RANK_CHOICES = [
    ("", "-"),
    *((rank, f"{rank}, {title}") for rank, title in RANKS.items()),
    *((grade, grade) for grade in PPPK_GRADES),
]
FIELD_OF = {
    "unit_code": "org_unit",
    "unit_name": "org_unit",
    "office": "org_unit",
    "number": None,
    "supervisor_name": "supervisor",
}
WORKBOOK_WORDS = {
    PositionKind.FUNCTIONAL: "fungsional",
    EmploymentKind.PPPK_PART_TIME: "pppk paruh waktu",
    Sex.MALE: "L",
    Sex.FEMALE: "P",
}
# What a workbook says in its own words about columns: here the fields speak for themselves.
WORKBOOK_ONLY = {"nip_missing", "official_has_nip", "unit_outside", "head_taken", "later_change"}


def day_field(label, required=True, **kwargs):
    """Return a field for a day."""
    errors = {"required": _("Write this day."), "invalid": WRONG_DAY}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, error_messages=errors, widget=widget, **kwargs
    )


def choice_field(label, choices, empty="-", **kwargs):
    """Return a field that may stay empty."""
    words = [("", empty), *((value, capfirst(words)) for value, words in choices)]
    return forms.ChoiceField(label=label, choices=words, required=False, **kwargs)


class PostForm(forms.Form):
    """A post from a day on: where, as what, below whom."""

    effective_date = day_field(_("Holds from"), help_text=_("The first day of the new post."))
    org_unit = forms.ChoiceField(
        label=_("Work unit"), error_messages={"required": _("Choose the unit")}
    )
    job_position = forms.CharField(
        label=_("Position"),
        max_length=200,
        error_messages={"required": _("Write the position.")},
        widget=forms.TextInput(attrs={"list": "positions", "autocomplete": "off"}),
    )
    position_kind = choice_field(
        _("Kind of position"), PositionKind.choices, _("as known, or guessed from the name")
    )
    functional_grade = choice_field(
        _("Functional grade"),
        FunctionalGrade.choices,
        help_text=_("Only for functional positions."),
    )
    is_head = forms.BooleanField(label=_("Head of the unit"), required=False)
    supervisor = PersonField(
        label=_("Supervisor"),
        required=False,
        help_text=_("NIP, e-mail or name. Part of the name is enough; you then choose."),
        widget=PersonInput(attrs={"autocomplete": "off"}),
    )
    is_outside = forms.BooleanField(
        label=_("Rated by an official outside the system"), required=False
    )
    rank = forms.ChoiceField(label=_("Rank"), choices=RANK_CHOICES, required=False)
    rank_since_date = day_field(_("Rank held since"), required=False)

    def __init__(self, *args, actor, **kwargs):
        """Offer the units that the actor manages."""
        super().__init__(*args, **kwargs)
        self.on = actor.on
        self.fields["org_unit"].choices = [("", _("Choose a unit")), *units_of(actor)]

    def clean_effective_date(self):
        """Refuse a slip of the year."""
        day = self.cleaned_data["effective_date"]
        if day < EARLIEST or (day - self.on).days > DAYS_AHEAD:
            raise forms.ValidationError(
                _("Choose a day between 2000 and one year from now."), code="range"
            )
        return day

    def clean(self):
        """Refuse two answers to the question who rates."""
        data = super().clean()
        if data.get("supervisor") and data.get("is_outside"):
            self.add_error("is_outside", _("Either name a person or tick this box, not both."))
        return data

    def cells(self):
        """Return what a row of a workbook would say."""
        data = self.cleaned_data
        texts = {name: data[name] for name in ("job_position", "rank", "rank_since_date")}
        return texts | {
            "unit_code": OrgUnit.objects.get(public_id=data["org_unit"]).code,
            "position_kind": words_of(data["position_kind"]),
            "functional_grade": words_of(data["functional_grade"]),
            "is_head": YES if data["is_head"] else NO,
            "supervisor": self.supervisor_cell(),
        }

    def supervisor_cell(self):
        """Return the supervisor as a workbook names one; nothing leaves it as it is."""
        person = self.cleaned_data["supervisor"]
        if person:
            return person.nip or person.email
        return OUTSIDE if self.cleaned_data["is_outside"] else ""

    def typed(self):
        """Return what was typed, to show the form again."""
        names = [name for name in self.fields if name in self.data]
        return {name: self.data[name] for name in names}

    def refuse(self, problems):
        """Put what is wrong with the cells to the fields they came from."""
        for found in problems:
            name = FIELD_OF.get(found["column"], found["column"])
            words = described(found)
            said = words["reason"], "" if found["code"] in WORKBOOK_ONLY else words["suggestion"]
            self.add_error(name if name in self.fields else None, " ".join(filter(None, said)))


def words_of(value):
    """Return the code of a choice as a workbook writes it: JPT_PRATAMA -> jpt pratama."""
    return WORKBOOK_WORDS.get(value, value.replace("_", " ").lower())


class NewEmployeeForm(PostForm):
    """A new employee: the fields of a row of a workbook."""

    field_order = (
        "kind", "nip", "name", "title_before", "title_after", "employment_kind", "rank",
        "rank_since_date", "effective_date", "org_unit", "job_position", "position_kind",
        "functional_grade", "is_head", "supervisor", "is_outside", "email", "phone",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind of person"),
        choices=[("asn", _("civil servant (ASN)")), ("pejabat", _("official without NIP"))],
        widget=forms.RadioSelect,
        initial="asn",
    )
    nip = forms.CharField(
        label=_("NIP"),
        required=False,
        max_length=30,
        help_text=_("18 digits; it also tells the date of birth, the sex and the employment."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name without titles"),
        max_length=200,
        error_messages={"required": _("Write the name without titles.")},
    )
    title_before = forms.CharField(label=_("Title before the name"), max_length=50, required=False)
    title_after = forms.CharField(label=_("Title after the name"), max_length=80, required=False)
    employment_kind = choice_field(_("Employment"), EmploymentKind.choices, _("as the NIP says"))
    job_class = forms.IntegerField(label=_("Job class"), required=False, min_value=1, max_value=17)
    position_since_date = day_field(_("Position held since"), required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Write an address like name@agency.go.id.")},
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    birth_date = day_field(_("Date of birth"), required=False)
    sex = choice_field(_("Sex"), Sex.choices)

    def __init__(self, *args, **kwargs):
        """Let the NIP not look as if it might simply stay empty."""
        super().__init__(*args, **kwargs)
        self.fields["nip"].is_conditional = True

    def clean(self):
        """Ask for what tells the person from others: a NIP, or for officials an e-mail address."""
        data = super().clean()
        if data.get("kind") == "asn" and not data.get("nip"):
            self.add_error("nip", _("Write the 18 digits of the NIP."))
        if data.get("kind") == "pejabat" and data.get("nip"):
            self.add_error("nip", _("Leave the NIP empty, or choose “civil servant (ASN)”."))
        return data

    def cells(self):
        """Return what a row of a workbook would say."""
        data = self.cleaned_data
        plain = (
            "nip", "name", "title_before", "title_after", "email", "phone", "birth_date",
            "position_since_date",
        )  # fmt: skip
        return (
            super().cells()
            | {name: data[name] for name in plain}
            | {
                "kind": "asn" if data["kind"] == "asn" else "pejabat tanpa nip",
                "employment_kind": words_of(data["employment_kind"]),
                "sex": words_of(data["sex"]),
                "job_class": str(data["job_class"] or ""),
            }
        )


class ChangeForm(PostForm):
    """A change about somebody who is here: another unit, position, supervisor or rank."""

    def __init__(self, *args, employee, **kwargs):
        """Remember whom it is about, and say what an empty supervisor means."""
        super().__init__(*args, **kwargs)
        self.employee = employee
        self.fields["supervisor"].help_text = _(
            "Left empty, the supervisor of today stays. NIP, e-mail or name; part of it is enough."
        )

    def cells(self):
        """Return what a row of a workbook would say."""
        person = self.employee
        is_official = person.kind == EmployeeKind.OFFICIAL
        known = {
            "kind": "pejabat tanpa nip" if is_official else "asn",
            "nip": person.nip or "",
            "name": person.name,
            "title_before": person.title_before,
            "title_after": person.title_after,
        }
        return super().cells() | known | ({"email": person.email} if is_official else {})


class EndForm(forms.Form):
    """Why somebody leaves, the last day, and who takes over the team."""

    kind = forms.ChoiceField(
        label=_("Why"),
        choices=[(kind.value, capfirst(kind.label)) for kind in ServiceEndKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the service ends.")},
    )
    last_day = day_field(
        _("Last day of service"), help_text=_("Posts and line of reporting end with this day.")
    )
    note = forms.CharField(
        label=_("Decree or note"),
        max_length=200,
        required=False,
        help_text=_("For example the number of the decree. No reasons of health."),
    )
    successor = PersonField(
        label=_("Who supervises the team from then on"),
        required=False,
        help_text=_("Left empty, these people have no supervisor until you name one."),
        widget=PersonInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, on, has_team, **kwargs):
        """Ask for a successor only where there is a team."""
        super().__init__(*args, **kwargs)
        self.on = on
        if not has_team:
            del self.fields["successor"]

    def clean_last_day(self):
        """Refuse a slip of the year."""
        day: date = self.cleaned_data["last_day"]
        if day < EARLIEST or (day - self.on).days > DAYS_AHEAD:
            raise forms.ValidationError(
                _("Choose a day between 2000 and one year from now."), code="range"
            )
        return day
