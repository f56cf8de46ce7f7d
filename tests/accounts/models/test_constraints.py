"""What the database itself refuses, each by the name of its constraint."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import (
    BackgroundJob,
    Employee,
    ImportBatch,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
    SignInCode,
)
from tests.factories.accounts import (
    grant_role,
    make_assignment,
    make_employee,
    make_job_position,
    make_nip,
    make_org_unit,
)

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
NEXT_YEAR = date(2027, 1, 1)


def refused_by(action):
    """Run what must not be possible and return the name of the constraint that says no."""
    with pytest.raises(IntegrityError) as refused:
        at_once(action)
    return refused.value.__cause__.diag.constraint_name


@transaction.atomic
def at_once(action):
    """Run something and check the constraints that would wait for the end of the transaction."""
    action()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_two_posts_of_one_kind_on_one_day(office):
    again = lambda: make_assignment(office.ani, office.elsewhere, from_date=NEXT_YEAR)  # noqa: E731 -- read as a sentence

    assert refused_by(again) == "assignment_no_overlap"


def test_definitive_and_acting_post_on_one_day_are_fine(office):
    acting = make_assignment(office.ani, office.elsewhere, kind="PLT", from_date=NEXT_YEAR)

    assert acting.kind == "PLT"


def test_two_heads_of_one_unit(office):
    second = make_employee("Gita Permata")

    assert (
        refused_by(lambda: make_assignment(second, office.dinas, is_head=True))
        == "assignment_one_head"
    )


def test_acting_head_beside_the_head_is_fine(office):
    second = make_employee("Gita Permata")

    assert make_assignment(second, office.dinas, is_head=True, kind="PLH").is_head


def test_post_that_ends_before_it_begins(office):
    person = make_employee()
    dates = {"from_date": NEXT_YEAR, "until_date": date(2026, 1, 1)}

    name = refused_by(lambda: make_assignment(person, office.dinas, **dates))

    assert name == "assignment_from_before_until"


def line(assignment, **fields):
    """Add a line of reporting from next year on."""
    fields = {"employee": assignment.employee, "from_date": NEXT_YEAR, **fields}
    return ReportingLine.objects.create(assignment=assignment, **fields)


def end_lines(assignment):
    """End the lines of a post last year, so that a new one has room."""
    assignment.reporting_lines.update(until_date=date(2025, 12, 31))


def test_two_supervisors_on_one_day(office):
    post = office.assignments.ani

    assert refused_by(lambda: line(post, supervisor=office.citra)) == "reporting_line_no_overlap"


def test_own_supervisor(office):
    end_lines(office.assignments.ani)

    again = refused_by(lambda: line(office.assignments.ani, supervisor=office.ani))

    assert again == "reporting_line_not_oneself"


def test_line_without_supervisor_that_is_not_outside(office):
    end_lines(office.assignments.ani)

    assert refused_by(lambda: line(office.assignments.ani)) == "reporting_line_inside_or_outside"


def test_line_of_another_employees_post(office):
    end_lines(office.assignments.ani)
    mixed = {"employee": office.citra, "supervisor": office.budi}

    name = refused_by(lambda: line(office.assignments.ani, **mixed))

    assert name == "reporting_line_employee_of_assignment"


def test_unit_as_its_own_parent(db):
    unit = OrgUnit.objects.create(code="U1")
    own = {"unit": unit, "parent": unit, "name": "Bidang", "from_date": NEXT_YEAR}

    assert refused_by(lambda: OrgUnitTerm.objects.create(**own)) == "org_unit_term_not_own_parent"


def test_unit_with_two_names_on_one_day(db):
    unit = make_org_unit("Dinas Contoh")
    second = {"unit": unit, "name": "Dinas Baru", "from_date": NEXT_YEAR}

    assert refused_by(lambda: OrgUnitTerm.objects.create(**second)) == "org_unit_term_no_overlap"


def test_unit_without_code(db):
    assert refused_by(lambda: OrgUnit.objects.create(code="")) == "org_unit_has_code"


def test_unit_code_twice(office):
    assert refused_by(lambda: OrgUnit.objects.create(code="00")) == "accounts_orgunit_code_key"


@pytest.mark.parametrize("nip", ["19850412201003100", "1985041220100310AB"])
def test_nip_that_is_not_18_digits(db, nip):
    assert refused_by(lambda: make_employee(nip=nip)) == "employee_nip_is_18_digits"


def test_nip_twice(db):
    nip = make_nip()
    make_employee(nip=nip)

    assert refused_by(lambda: make_employee(nip=nip)) == "accounts_employee_nip_key"


def test_civil_servant_without_nip(db):
    assert refused_by(lambda: make_employee(nip=None)) == "employee_asn_has_nip"


def test_person_without_name(db):
    assert refused_by(lambda: make_employee(name="")) == "employee_has_name"


def test_e_mail_twice_with_other_capitals(db):
    make_employee(email="Ani@contoh.example")

    again = refused_by(lambda: make_employee(email="ani@CONTOH.example"))

    assert again == "employee_email_unique"


def test_people_without_e_mail_are_many(db):
    make_employee(email="")
    make_employee(email="")

    assert Employee.objects.filter(email="").exclude(kind="SYSTEM").count() == 2


def test_role_twice_from_one_day(office):
    again = lambda: grant_role(office.dewi, "HR_ADMIN", office.agency)  # noqa: E731 -- read as a sentence

    assert refused_by(again) == "role_grant_no_overlap"


def test_role_that_ends_before_it_begins(office):
    ended = {"from_date": NEXT_YEAR, "until_date": date(2026, 1, 1)}

    name = refused_by(lambda: grant_role(office.ani, "LEADER", office.dinas, **ended))

    assert name == "role_grant_from_before_until"


def test_code_that_has_expired_before_it_was_made(office):
    code = {
        "employee": office.ani,
        "created_by": office.dewi,
        "code_hash": "x",
        "created_at": NOON,
        "expires_at": NOON - timedelta(days=1),
    }

    assert refused_by(lambda: SignInCode.objects.create(**code)) == "sign_in_code_expires_later"


def test_grade_of_a_position_that_is_not_functional(db):
    graded = {"name": "Camat", "kind": "ADMINISTRATOR", "functional_grade": "AHLI_MUDA"}

    name = refused_by(lambda: JobPosition.objects.create(**graded))

    assert name == "job_position_grade_only_if_functional"


def test_position_twice(db):
    make_job_position("Camat", "ADMINISTRATOR")
    again = {"name": "Camat", "kind": "ADMINISTRATOR"}

    assert refused_by(lambda: JobPosition.objects.create(**again)) == "job_position_unique"


def test_job_class_18(db):
    high = {"name": "Camat", "kind": "ADMINISTRATOR", "job_class": 18}

    assert refused_by(lambda: JobPosition.objects.create(**high)) == "job_position_class_1_to_17"


def test_job_with_more_done_than_there_is(office):
    job = {
        "task": "x",
        "title_text": "x",
        "requested_by": office.dewi,
        "requested_at": NOON,
        "dedupe_key": "x",
        "total": 3,
        "done": 2,
        "failed": 2,
    }

    name = refused_by(lambda: BackgroundJob.objects.create(**job))

    assert name == "background_job_done_within_total"


def test_import_applied_by_nobody(office):
    batch = {
        "file_name": "x.xlsx",
        "effective_date": NEXT_YEAR,
        "uploaded_by": office.dewi,
        "uploaded_at": NOON,
        "applied_at": NOON,
    }

    name = refused_by(lambda: ImportBatch.objects.create(**batch))

    assert name == "import_batch_applied_by_somebody"
