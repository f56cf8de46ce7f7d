"""The check before a cycle opens: each finding by itself."""

from datetime import date

import pytest

from accounts.choices import AssignmentKind, EmploymentKind
from accounts.models import ReportingLine
from appraisal.choices import Phase
from appraisal.models import CycleTemplate
from appraisal.queries.readiness import readiness
from appraisal.services.cycle import exclude_from_cycle, take_back
from tests.factories.accounts import (
    make_assignment,
    make_employee,
    make_job_position,
    make_official,
    make_org_unit,
)
from tests.factories.appraisal import NOON, make_achievement, make_cycle, make_work_plan

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def codes(findings):
    """Return what was found, and about whom."""
    return {row.code: [person.employee.name for person in row.people] for row in findings}


def test_sound_cycle_is_not_blocked(draft):
    assert readiness(draft, TODAY).blocking == ()


def test_everybody_in_chosen_units_and_below_is_counted(draft):
    assert readiness(draft, TODAY).people == 6


def test_person_without_supervisor_blocks(draft, office):
    make_assignment(make_employee("Gita Tanpa Atasan"), office.dinas)

    assert codes(readiness(draft, TODAY).blocking) == {"no_supervisor": ["Gita Tanpa Atasan"]}


def test_circular_chain_blocks(draft, office):
    ReportingLine.objects.filter(employee=office.farid).update(
        supervisor=office.budi, is_outside=False
    )

    found = codes(readiness(draft, TODAY).blocking)

    assert found == {"circular_chain": ["Budi Santoso", "Farid Hidayat"]}


def test_post_without_standard_blocks(draft, office):
    odd = make_job_position("Jabatan langka", grade="")
    make_assignment(
        make_employee("Hadi Langka"), office.dinas, supervisor=office.budi, job_position=odd
    )

    found = readiness(draft, TODAY).blocking
    assert codes(found) == {"no_standard": ["Hadi Langka"]}
    assert [row.link for row in found] == ["/kompetensi/standar/jabatan/"]


def test_post_without_standard_is_fine_where_competencies_are_off(draft, office):
    odd = make_job_position("Jabatan langka", grade="")
    make_assignment(
        make_employee("Hadi Langka"), office.dinas, supervisor=office.budi, job_position=odd
    )
    draft.parts = draft.parts | {"COMPETENCIES": "off"}
    draft.save()

    assert readiness(draft, TODAY).blocking == ()


@pytest.mark.parametrize(
    ("phase", "opens", "closes", "words"),
    [
        (
            Phase.SELF_ASSESSMENT,
            date(2026, 1, 20),
            date(2026, 12, 4),
            "Penilaian diri: mulai saat “SKP” masih terbuka",
        ),
        (
            Phase.REVIEW,
            date(2026, 11, 10),
            date(2026, 12, 18),
            "Penilaian atasan: mulai sebelum “Penilaian diri” mulai",
        ),
        (
            Phase.REVIEW,
            date(2026, 11, 16),
            date(2026, 12, 1),
            "Penilaian atasan: berakhir sebelum “Penilaian diri” berakhir",
        ),
    ],
    ids=["overlaps plan", "opens too early", "closes too early"],
)
def test_dates_out_of_order_block(draft, phase, opens, closes, words):
    draft.windows.filter(phase=phase).update(opens_date=opens, closes_date=closes)

    (finding,) = readiness(draft, TODAY).blocking

    assert (finding.code, finding.details) == ("dates_out_of_order", (words,))


def test_missing_phase_blocks(draft):
    draft.windows.filter(phase=Phase.DELIVERY).delete()

    assert [row.code for row in readiness(draft, TODAY).blocking] == ["dates_out_of_order"]


def test_same_people_in_another_cycle_of_the_time_block(draft, office):
    other = make_cycle(office.dewi, units=[office.dinas])
    make_work_plan(other, office.assignments.ani, supervisor=office.budi)

    assert codes(readiness(draft, TODAY).blocking) == {"overlapping_cycle": ["Ani Lestari"]}


def test_cycle_of_another_year_does_not_block(draft, office):
    other = make_cycle(office.dewi, units=[office.dinas])
    make_work_plan(other, office.assignments.ani, supervisor=office.budi)
    other.from_date, other.until_date = date(2025, 1, 1), date(2025, 12, 31)
    other.save()

    assert readiness(draft, TODAY).blocking == ()


def test_cycle_for_nobody_blocks(draft):
    draft.units.clear()

    assert [row.code for row in readiness(draft, TODAY).blocking] == ["no_participants"]


def test_template_that_is_not_built_blocks(draft):
    CycleTemplate.objects.filter(pk=draft.template_id).update(is_available=False)
    draft.refresh_from_db()

    assert [row.code for row in readiness(draft, TODAY).blocking] == ["template_unavailable"]


def test_rated_outside_is_a_warning(draft):
    found = codes(readiness(draft, TODAY).warnings)

    assert found["rated_outside"] == ["Eko Prasetyo", "Farid Hidayat"]


def test_no_email_is_a_warning(draft, office):
    office.citra.email = ""
    office.citra.save()

    assert codes(readiness(draft, TODAY).warnings)["no_email"] == ["Citra Dewanti"]


def test_unit_without_achievement_is_a_warning_until_it_is_recorded(draft, office):
    before = codes(readiness(draft, TODAY).warnings)
    make_achievement(office.agency, draft.periods.get(), office.dewi)
    after = codes(readiness(draft, TODAY).warnings)

    assert "units_without_achievement" in before
    assert "units_without_achievement" not in after


def test_review_that_opens_during_self_assessment_is_a_warning(draft):
    assert "phases_overlap" in codes(readiness(draft, TODAY).warnings)


@pytest.mark.parametrize(
    ("person", "post"),
    [
        ({"is_active": False}, {}),
        ({}, {"kind": AssignmentKind.PLT}),
        ({}, {"until_date": date(2026, 10, 31)}),
        ({}, {"from_date": date(2026, 12, 1)}),
    ],
    ids=["account closed", "acting only", "left", "not here yet"],
)
def test_who_holds_no_post_for_good_takes_no_part(draft, office, person, post):
    make_assignment(make_employee("Indra", **person), office.dinas, **post)

    assert readiness(draft, TODAY).people == 6


def test_official_without_nip_takes_no_part(draft, office):
    make_assignment(make_official(), office.agency)

    assert readiness(draft, TODAY).people == 6


def test_only_chosen_kinds_of_employment_take_part(draft, office):
    office.ani.employment_kind = EmploymentKind.PPPK
    office.ani.save()
    draft.employment_kinds = [EmploymentKind.PPPK]
    draft.save()

    assert readiness(draft, TODAY).people == 1


def test_unit_outside_the_choice_takes_no_part(draft, office):
    draft.units.set([office.elsewhere])

    assert readiness(draft, TODAY).people == 1


def test_unit_below_a_chosen_unit_takes_part(draft, office):
    section = make_org_unit("Seksi Contoh", parent=office.dinas)
    make_assignment(make_employee("Joko"), section, supervisor=office.budi)
    draft.units.set([office.dinas])

    assert readiness(draft, TODAY).people == 6


def test_person_left_out_by_name_blocks_no_longer(draft, office, hr):
    person = make_employee("Gita Tanpa Atasan")
    make_assignment(person, office.dinas)

    exclude_from_cycle(cycle=draft, employee=person, reason="Cuti", actor=hr, at=NOON)
    without = readiness(draft, TODAY)
    take_back(cycle=draft, employee=person, actor=hr, at=NOON)

    assert without.blocking == ()
    assert codes(readiness(draft, TODAY).blocking) == {"no_supervisor": ["Gita Tanpa Atasan"]}


@pytest.mark.parametrize("count", [3, 30])
def test_check_asks_the_same_questions_for_any_number(
    draft, add_people, django_assert_num_queries, count
):
    add_people(count)

    with django_assert_num_queries(10):
        found = readiness(draft, TODAY)

    assert found.people == 6 + count
