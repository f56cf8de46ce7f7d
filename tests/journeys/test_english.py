"""Every page speaks one language: no Indonesian word in English, no English one in Indonesian.

What people wrote is left out, and so is what a page marks as being in the other language.
"""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils.translation import override

from accounts.choices import NoticeKind, Role
from accounts.models import Holiday, Notification
from accounts.services.delivery import notice_message
from appraisal.models import Criterion, CycleTemplate, EvaluationPeriod, PublishedResult
from appraisal.models.shipped_words import CRITERIA, criterion_words, period_title, value_name
from appraisal.rules.core_values import CORE_VALUES
from tests.crawl import pages_met
from tests.factories.accounts import grant_role, make_assignment, make_employee
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)
from tests.factories.crowd import make_crowd

FOREIGN = {  # language of the page: words that only the other language has
    "en": """
        ada adalah agar akan anda atas atasan atau bagi bahwa baru belum berapa berikut bila bisa
        boleh buka bukan capaian cara cari catatan contoh dalam dan dapat dari dengan di diisi
        dimulai dinilai dipakai dua hanya hari hasil hapus ini isi itu jabatan jadwal jika
        juga kami karena ke kembali kerja kinerja kirim lain lalu lebih lewat lihat masih masuk
        mulai nama nilai oleh orang pada paling pegawai pekerjaan pemberitahuan penilaian periode
        perlu pilih pimpinan saat saja sampai saya sebagai sebelum sedang selesai semua serta
        setelah setiap siapa siklus simpan sudah supaya tahap tahun tanggal telah tenggat tentang
        tetap tetapi tidak triwulan tulis tulisan untuk usulan waktu yang
    """,
    "id": """
        about add after also and any are ask because been before begin by cannot change choose
        comes days does each ends everybody first for from goes has have here how into is it its
        may more needs next nobody not nothing of once only open or other people person read say
        see send set shows since so somebody still that the their them then there these they this
        those to until was were what when where which while who whom why will with without work
        year you your
    """,
}
READ_ALOUD = ("title", "alt", "placeholder", "aria-label", "aria-description", "data-label")
UNSEEN = {"script", "style", "template", "textarea"}  # a text area holds what people wrote
EMPTY = {"br", "col", "hr", "img", "input", "link", "meta"}
SHIPPED = {CycleTemplate, Criterion, EvaluationPeriod, Holiday}  # the product's own words
FROZEN_SHIPPED = {"behaviours", "competencies", "criteria", "explanation", "period"}
MEASURE = "5 hari"  # of a published result, stored as two texts
ROLES = ("visitor", "ani", "budi", "dewi", "gita")


class Reader(HTMLParser):
    """Collect what a page says in its own language."""

    def __init__(self, language):
        """Begin before the page."""
        super().__init__()
        self.language, self.open, self.said = language, [("", language)], []

    def handle_starttag(self, tag, attrs):
        """Go one element deeper, and hear what it is called."""
        attrs = dict(attrs)
        language = attrs.get("lang", self.open[-1][1])
        if tag not in EMPTY:
            self.open.append((tag, "none" if tag in UNSEEN else language))
        self.hear(language, *(attrs.get(name) or "" for name in READ_ALOUD))

    def handle_startendtag(self, tag, attrs):
        """Pass an element of an icon by."""

    def handle_endtag(self, tag):
        """Leave the elements that end here."""
        names = [name for name, _language in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data):
        """Hear a text."""
        self.hear(self.open[-1][1], data)

    def hear(self, language, *texts):
        """Keep texts in the language of the page."""
        if language == self.language:
            self.said += [" ".join(text.split()) for text in texts]


@pytest.fixture
def cast(office, monkeypatch):
    """Return who walks: a visitor, staff, supervisor, HR, a leader; there is one of everything."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cycle = make_cycle(office.dewi, units=[office.agency])
    ask_everything(cycle)
    make_achievement(office.dinas, cycle.periods.get(), office.dewi)
    make_evaluation(
        make_work_plan(cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid)
    )
    make_crowd(office, cycle, range(1))
    make_cycle(office.dewi, opened=False, name="Penilaian kinerja 2027")
    leader = make_employee("Gita")
    make_assignment(leader, office.agency, outside=True)
    grant_role(leader, Role.LEADER, office.agency)
    people = {"ani": office.ani, "budi": office.budi, "dewi": office.dewi}
    return people | {"gita": leader, "visitor": None}


def ask_everything(cycle):
    """Ask for the criteria and the stories of the second template too."""
    template = CycleTemplate.objects.get(code="T2")
    cycle.parts |= {"CRITERIA": "required", "NARRATIVES": "required"}
    cycle.narratives = template.narratives
    cycle.save()
    for position, criterion in enumerate(template.criteria):
        Criterion.objects.create(cycle=cycle, position=position, **criterion)


@pytest.mark.parametrize("role", ROLES)
def test_pages_speak_one_language(cast, client, role):
    written = written_texts()

    faults = [
        f"{language}, {name}: {text}"
        for language in FOREIGN
        for name, page in pages_in(language, client, cast[role]).items()
        for text in foreign_texts(spoken_texts(page, language), language, written)
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", FOREIGN)
def test_letters_speak_one_language(ani, language):
    ani.language = language
    letters = [
        notice_message(Notification(recipient=ani, kind=kind, created_at=NOON, dedupe_key=kind))
        for kind in NoticeKind
    ]
    texts = [text for letter in letters for text in (letter.subject, *letter.body.splitlines())]

    assert foreign_texts(texts, language, re.compile(re.escape(settings.AGENCY_NAME))) == []


def test_shipped_words_are_the_stored_ones_in_indonesian(db):
    templates = CycleTemplate.objects.filter(created_by=None)
    criteria = [row for template in templates for row in template.criteria]

    assert [(row.title, row.about) for row in templates] == [
        (row.name, row.summary) for row in templates
    ]
    assert {row[key] for row in criteria for key in ("name", "description")} == set(CRITERIA)
    assert [criterion_words(text) for text in CRITERIA] == list(CRITERIA)
    assert [value_name(value.code) for value in CORE_VALUES] == [row.name for row in CORE_VALUES]


@pytest.mark.parametrize(
    ("stored", "english"),
    [
        ("Triwulan II 2026", "Quarter II 2026"),
        ("Semester I 2026", "Half-year I 2026"),
        ("Tahun 2026", "Year 2026"),
        ("Bulan 3 tahun 2026", "Month 3 of 2026"),
        ("Masa percobaan", "Masa percobaan"),
    ],
)
def test_period_has_a_name_in_both_languages(stored, english):
    assert period_title(stored) == stored
    with override("en"):
        assert period_title(stored) == english


def pages_in(language, client, person):
    """Return the pages that a person meets in a language."""
    client.cookies["language"] = language
    if person:
        person.language = language
        person.save()
        client.force_login(person)
    return pages_met(client)


def spoken_texts(page, language):
    """Return the texts of a page in its own language."""
    reader = Reader(language)
    reader.feed(page)
    return reader.said


def foreign_texts(texts, language, written):
    """Return the texts that stand in the wrong language, but for what people wrote."""
    foreign = re.compile(rf"(?i)\b({'|'.join(FOREIGN[language].split())})\b").search
    suspects = set(filter(foreign, texts))  # few, and what people wrote is long to look for
    return sorted(text for text in suspects if foreign(written.sub(" ", text)))


def written_texts():
    """Return a pattern of every text that somebody wrote into the data, the longest first."""
    found = {settings.AGENCY_NAME, MEASURE, *frozen_texts()}
    for app in ("accounts", "appraisal"):
        for model in set(apps.get_app_config(app).get_models()) - SHIPPED:
            for field in filter(is_free_text, model._meta.concrete_fields):
                found.update(model.objects.values_list(field.name, flat=True))
    texts = sorted((" ".join(text.split()) for text in found if text), key=len, reverse=True)
    return re.compile("|".join(re.escape(text) for text in texts if re.search(r"[ @.]", text)))


def is_free_text(field):
    """Tell whether somebody writes into a field."""
    return isinstance(field, CharField | TextField) and not field.choices


def frozen_texts():
    """Return what people wrote into published results."""
    for snapshot in PublishedResult.objects.values_list("snapshot", flat=True):
        for key in snapshot.keys() - FROZEN_SHIPPED:
            yield from texts_within(snapshot[key])


def texts_within(value):
    """Return the texts of a structure, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_within(one)
