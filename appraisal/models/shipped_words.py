"""The product's own words that rows hold in Indonesian, in the language of the reader.

Official forms print them as they are stored. What an agency wrote itself is nobody's to translate.
"""

import re

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The values keep the names of the law; an English page adds what they mean.
CORE_VALUES = {
    "SERVICE": _("Berorientasi Pelayanan (service oriented)"),
    "ACCOUNTABLE": _("Akuntabel (accountable)"),
    "COMPETENT": _("Kompeten (competent)"),
    "HARMONIOUS": _("Harmonis (harmonious)"),
    "LOYAL": pgettext_lazy("core value", "Loyal"),
    "ADAPTIVE": _("Adaptif (adaptive)"),
    "COLLABORATIVE": _("Kolaboratif (collaborative)"),
}

PERIODS = (
    (r"Triwulan (?P<part>.+)", _("Quarter %(part)s")),
    (r"Semester (?P<part>.+)", _("Half-year %(part)s")),
    (r"Tahun (?P<year>\d+)", _("Year %(year)s")),
    (r"Bulan (?P<month>\d+) tahun (?P<year>\d+)", _("Month %(month)s of %(year)s")),
)

CRITERIA = {
    "Disiplin": _("Discipline"),
    "Mutu kerja": _("Quality of work"),
    "Komunikasi": pgettext_lazy("criterion", "Communication"),
    "Hadir dan bekerja sesuai ketentuan, menepati tenggat, dan memberi kabar lebih dahulu "
    "bila berhalangan.": _(
        "Is present and works by the rules, meets deadlines, and says so beforehand when unable to."
    ),
    "Hasil kerja lengkap, teliti, dan dapat dipakai tanpa perbaikan berarti.": _(
        "Work is complete and accurate, and can be used without much correction."
    ),
    "Menyampaikan informasi dengan jelas dan santun, mendengarkan, dan menjawab pada waktunya.": _(
        "Passes on information clearly and politely, listens, and answers in time."
    ),
}

TEMPLATES = {
    "T1": (
        _("Competency-based"),
        _(
            "Employees assess each competency themselves, the direct supervisor uses the same "
            "scale, and the two views are then compared until they agree. The result shows "
            "strengths, room to learn, and the coaching or training that fits."
        ),
    ),
    "T2": (
        _("Regular, with an assessment team"),
        _(
            "Half-yearly and annual appraisal with the criteria discipline, quality of work and "
            "communication. The supervisor appraises together with an assessment team from "
            "several fields, and raters are trained first."
        ),
    ),
    "T3": (
        _("Achievement-based"),
        _(
            "Measurable indicators, in numbers and in words, with the benefit for citizens. "
            "Innovation is recognised, and the citizens' satisfaction survey is taken into account."
        ),
    ),
    "T4": (
        _("Annual work plan and public participation"),
        _(
            "The annual work plan is evaluated regularly by the supervisor together with peers. "
            "Citizens comment on the services, and competencies grow through training and "
            "workshops."
        ),
    ),
    "T5": (
        _("Competency, integrity and results"),
        _(
            "Three aspects are appraised by the supervisor with feedback from peers. People with "
            "potential are found, people below the standard are coached, and their development "
            "is planned within the budget there is."
        ),
    ),
}


def value_name(code):
    """Return the name of a core value, in English with what it means."""
    return str(CORE_VALUES[code])


def period_title(stored):
    """Return the name of a period; one that is named otherwise as it is."""
    for pattern, words in PERIODS:
        if found := re.fullmatch(pattern, stored):
            return words % found.groupdict()
    return stored


def period_words(stored):
    """Return the name of a period as words that each reader reads later in the own language."""
    with translation.override(None):  # so that the msgid comes out
        for pattern, words in PERIODS:
            if found := re.fullmatch(pattern, stored):
                return [str(words), found.groupdict()]
    return stored


def criterion_words(stored):
    """Return the name or the description of a criterion."""
    return str(CRITERIA.get(stored, stored))
