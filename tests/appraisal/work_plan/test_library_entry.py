"""Results of the library that are typed from scratch: who may, what is asked, what is kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import PositionKind
from accounts.refusals import Refusal
from appraisal.models import LibraryResult
from appraisal.queries.result_library import content_mark, unit_options
from appraisal.services.result_library import withdraw_from_library, write_library_result
from tests.appraisal.work_plan.conftest import JANUARY
from tests.factories.accounts import actor_for

LIBRARY = reverse("appraisal:result_library")
WRITE = reverse("appraisal:result_library_write")
INDICATOR = {"statement": "Waktu tunggu", "target_text": "paling lama 15 menit"}


def write(office, person=None, *, entry=None, seen="", **changes):
    """Write an entry of Dinas Contoh by a service call."""
    fields = {
        "statement": "Antrean layanan lebih pendek",
        "leaders_result": "",
        "position_kind": PositionKind.PELAKSANA,
        "org_unit": office.dinas,
    }
    return write_library_result(
        entry=entry,
        fields=fields | changes,
        indicators=[INDICATOR],
        seen=seen,
        actor=actor_for(person or office.dewi),
        at=JANUARY,
    )


def typed(office, **changes):
    """Return what the page sends."""
    fields = {
        "seen": "",
        "statement": "Antrean layanan lebih pendek",
        "leaders_result": "Layanan makin baik",
        "position_kind": "PELAKSANA",
        "org_unit": office.dinas.public_id,
        "indicators-TOTAL_FORMS": "1",
        "indicators-INITIAL_FORMS": "0",
        "indicators-0-statement": "Waktu tunggu",
        "indicators-0-target_min": "10",
        "indicators-0-target_max": "15",
        "indicators-0-unit_of_measure": "menit",
        "indicators-0-target_text": "",
    }
    return fields | changes


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("ani", False), ("budi", True), ("farid", True), ("dewi", True), ("eko", False)],
)
def test_supervisors_and_hr_write_results(sign_in, office, name, allowed):
    person = getattr(office, name)

    page = sign_in(person).get(WRITE)
    try:
        write(office, person)
    except PermissionDenied:
        assert not allowed

    assert (page.status_code, LibraryResult.objects.count()) == ((200, 1) if allowed else (403, 0))


def test_supervisor_writes_for_the_own_unit_only(office):
    names = [name.strip() for _key, name in unit_options(actor_for(office.budi))]

    assert names == ["Dinas Contoh"]
    with pytest.raises(PermissionDenied):
        write(office, office.budi, org_unit=office.elsewhere)


def test_result_typed_by_page_is_offered_with_its_targets(sign_in, office):
    client = sign_in(office.budi)

    answer = client.post(WRITE, typed(office))
    shown = client.get(answer.url).text

    entry = LibraryResult.objects.get()
    row = entry.indicators.get()
    assert (answer.url, entry.source, entry.org_unit) == (LIBRARY, None, office.dinas)
    assert (row.target_text, row.unit_of_measure, row.direction) == ("10–15", "menit", "RANGE")
    assert "Antrean layanan lebih pendek" in shown
    assert "Budi Santoso" not in shown.split("<main")[1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"statement": ""}, "statement"),
        ({"position_kind": ""}, "position_kind"),
        ({"org_unit": ""}, "org_unit"),
        ({"org_unit": "x"}, "org_unit"),
    ],
)
def test_refused_result_keeps_every_word(sign_in, office, changes, field):
    page = sign_in(office.dewi).post(WRITE, typed(office, **changes))

    form, rows = page.context["form"], page.context["rows"]
    assert (page.status_code, list(form.errors)) == (422, [field])
    assert form["leaders_result"].value() == "Layanan makin baik"
    assert rows[0]["unit_of_measure"].value() == "menit"
    assert not LibraryResult.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"indicators-0-target_min": "", "indicators-0-target_max": ""},
        {"indicators-0-target_min": "banyak"},
        {"indicators-0-target_min": "20"},
        {"indicators-0-statement": ""},
    ],
)
def test_refused_indicator_keeps_every_word(sign_in, office, changes):
    page = sign_in(office.dewi).post(WRITE, typed(office, **changes))

    assert (page.status_code, page.context["form"]["statement"].value()) == (
        422,
        "Antrean layanan lebih pendek",
    )
    assert page.context["errors"]
    assert not LibraryResult.objects.exists()


def test_row_is_added_and_wording_checked_without_saving(sign_in, office):
    client = sign_in(office.dewi)

    added = client.post(WRITE, typed(office, add_row="1"))
    checked = client.post(WRITE, typed(office, statement="Mengikuti rapat", check="1"))

    assert (added.status_code, len(added.context["rows"].forms)) == (200, 2)
    assert any("Mengikuti" in hint for hint in checked.context["hints"])
    assert not LibraryResult.objects.exists()


def test_executives_are_asked_for_a_perspective_that_may_stay_empty(sign_in, office):
    client = sign_in(office.dewi)
    words = typed(office, position_kind="JPT_PRATAMA")

    asked = client.post(WRITE, words | {"add_row": "1"})
    client.post(WRITE, words)

    assert "perspective" in asked.context["rows"][0].fields
    assert LibraryResult.objects.get().indicators.get().perspective == ""


def test_entry_is_changed_by_who_looks_after_it(sign_in, office):
    entry = write(office, office.budi)
    page = reverse("appraisal:result_library_edit", args=[entry.public_id])
    client = sign_in(office.dewi)

    form = client.get(page).context["form"]
    words = typed(office, seen=form["seen"].value(), statement="Antrean hilang")
    answer = client.post(page, words)

    entry.refresh_from_db()
    assert (answer.url, entry.statement, entry.added_by) == (LIBRARY, "Antrean hilang", office.budi)
    assert sign_in(office.ani).get(page).status_code == 404
    with pytest.raises(PermissionDenied):
        write(office, office.eko, entry=entry, seen=content_mark(entry))


def test_change_made_meanwhile_is_not_overwritten(sign_in, office):
    entry = write(office, office.budi)
    page = reverse("appraisal:result_library_edit", args=[entry.public_id])
    seen = content_mark(entry)
    write(office, office.budi, entry=entry, seen=seen, statement="Dari Budi")
    client = sign_in(office.dewi)

    refused = client.post(page, typed(office, seen=seen, statement="Dari Dewi"))
    entry.refresh_from_db()
    kept = entry.statement
    again = client.post(
        page, typed(office, seen=refused.context["form"]["seen"].value(), statement="Dari Dewi")
    )

    assert (refused.status_code, kept) == (422, "Dari Budi")
    assert refused.context["form"]["statement"].value() == "Dari Dewi"
    entry.refresh_from_db()
    assert (again.status_code, entry.statement) == (302, "Dari Dewi")


def test_same_result_is_not_offered_twice(office):
    write(office)

    with pytest.raises(Refusal) as refused:
        write(office, office.budi, statement="ANTREAN layanan lebih pendek")

    assert refused.value.code == "twice"
    assert write(office, office.budi, position_kind=PositionKind.PENGAWAS).pk


def test_library_comes_page_by_page_at_one_cost(sign_in, office):
    client = sign_in(office.dewi)
    costs = []
    for number in range(26):
        entry = write(office, statement=f"Hasil {number}")
        if number in (0, 2):
            with CaptureQueriesContext(connection) as queries:
                client.get(LIBRARY)
            costs.append(len(queries))
    withdraw_from_library(entry=entry, is_withdrawn=True, actor=actor_for(office.dewi), at=JANUARY)
    write(office, statement="Hasil lain")

    pages = [client.get(LIBRARY, {"page": number}).context["rows"] for number in (1, 2)]
    gone = client.get(LIBRARY, {"tampil": "ditarik"})

    assert costs[0] == costs[1] <= 12
    assert [len(rows) for rows in pages] == [25, 1]
    assert [row.entry for row in gone.context["rows"]] == [entry]
    assert "Tawarkan lagi" in gone.text
