"""The words of the competency floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competency.rules.agreement import Agreement


class CompetencyCategory(TextChoices):
    """Kinds of competency (PermenPANRB 38/2017)."""

    MANAGERIAL = "MANAGERIAL", _("managerial")
    SOCIOCULTURAL = "SOCIOCULTURAL", _("sociocultural")
    TECHNICAL = "TECHNICAL", _("technical")


class LevelSource(TextChoices):
    """Where an entry of the ledger comes from: a supervisor's rating is no BKN assessment."""

    SUPERVISOR = "SUPERVISOR", _("supervisor's rating")
    ASSESSMENT_CENTRE = "ASSESSMENT_CENTRE", _("assessment centre")
    COURSE = "COURSE", _("finished course")


class AgreementLabel(TextChoices):
    """The four quadrants of two views on a competency; they open a talk, never a penalty."""

    CONFIRMED_STRENGTH = Agreement.CONFIRMED_STRENGTH.value, _("Strength both confirm")
    HIDDEN_STRENGTH = Agreement.HIDDEN_STRENGTH.value, _("Hidden strength")
    BLIND_SPOT = Agreement.BLIND_SPOT.value, _("Blind spot")
    AGREED_NEED = Agreement.AGREED_NEED.value, _("Development need both see")


AGREEMENT_SENTENCES = {
    AgreementLabel.CONFIRMED_STRENGTH: _("Both see the standard met."),
    AgreementLabel.HIDDEN_STRENGTH: _(
        "The supervisor sees the standard met, the employee not yet."
    ),
    AgreementLabel.BLIND_SPOT: _("The employee sees the standard met, the supervisor not yet."),
    AgreementLabel.AGREED_NEED: _("Both see that the standard is not met yet."),
}

LEVELS = range(1, 6)

# The names that the dictionary of the regulation has, so that an English page can say them.
COMPETENCY_NAMES = {
    "integritas": _("Integrity"),
    "kerja sama": _("Teamwork"),
    "komunikasi": pgettext_lazy("competency", "Communication"),
    "orientasi pada hasil": _("Results orientation"),
    "pelayanan publik": _("Public service"),
    "pengembangan diri dan orang lain": _("Developing self and others"),
    "mengelola perubahan": _("Managing change"),
    "pengambilan keputusan": _("Decision making"),
    "perekat bangsa": _("Unifying the nation"),
}


LEVEL_NAMES = {  # as the regulation names the five levels (PermenPANRB 38/2017)
    "paham": pgettext_lazy("competency level", "Awareness"),
    "dasar": pgettext_lazy("competency level", "Basic"),
    "menengah": pgettext_lazy("competency level", "Intermediate"),
    "mumpuni": pgettext_lazy("competency level", "Advanced"),
    "ahli": pgettext_lazy("competency level", "Expert"),
}


def level_name(stored):
    """Return the name of a level in the reader's language; an agency's own name as it is."""
    return str(LEVEL_NAMES.get(stored.lower(), stored))


def competency_name(stored):
    """Return the name of a competency in the reader's language; an agency's own name as it is."""
    return str(COMPETENCY_NAMES.get(stored.lower(), stored))
