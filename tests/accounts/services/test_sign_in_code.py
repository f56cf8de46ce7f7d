"""One-time codes: shown once, kept as a hash, used once, for two weeks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import Role
from accounts.models import AuditEvent, SignInCode
from accounts.refusals import Refusal
from accounts.services.sign_in_code import (
    choose_first_password,
    find_sign_in_code,
    issue_sign_in_codes,
)
from tests.factories.accounts import actor_for, grant_role, make_employee

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
PASSWORD = "kuda laut berkacamata"


def issue(person, by, at=NOON):
    """Return a fresh code for a person."""
    return issue_sign_in_codes(employees=[person], actor=actor_for(by), at=at)[0]


def refusal_of(action):
    """Return the code of the refusal."""
    with pytest.raises(Refusal) as refused:
        action()
    return refused.value.code


def test_code_is_kept_as_a_hash_only(ani, dewi):
    issued = issue(ani, dewi)

    row = SignInCode.objects.get()
    assert issued.code not in {str(value) for value in vars(row).values()}
    assert len(row.code_hash) == 64


@pytest.mark.parametrize("written", ["{code}", "{printed}", " {lower} "])
def test_code_is_found_however_it_is_typed(ani, dewi, written):
    issued = issue(ani, dewi)
    text = written.format(code=issued.code, printed=issued.printed, lower=issued.printed.lower())

    assert find_sign_in_code(name=ani.nip, code=text, at=NOON).employee == ani


def test_code_works_once(ani, dewi):
    code = issue(ani, dewi).code
    found = find_sign_in_code(name=ani.nip, code=code, at=NOON)

    choose_first_password(sign_in_code=found, password=PASSWORD, at=NOON)

    ani.refresh_from_db()
    assert ani.check_password(PASSWORD)
    again = lambda: find_sign_in_code(name=ani.nip, code=code, at=NOON)  # noqa: E731 -- read as a sentence
    assert refusal_of(again) == "no_such_code"
    twice = lambda: choose_first_password(sign_in_code=found, password="x", at=NOON)  # noqa: E731 -- the same
    assert refusal_of(twice) == "code_used"
    ani.refresh_from_db()
    assert ani.check_password(PASSWORD)


def test_code_expires_after_two_weeks(ani, dewi):
    code = issue(ani, dewi).code
    last = NOON + timedelta(days=14) - timedelta(seconds=1)
    late = NOON + timedelta(days=14)

    assert find_sign_in_code(name=ani.nip, code=code, at=last).employee == ani
    assert refusal_of(lambda: find_sign_in_code(name=ani.nip, code=code, at=late)) == "no_such_code"


def test_code_of_another_person_is_refused(ani, citra, dewi):
    code = issue(ani, dewi).code

    refused = refusal_of(lambda: find_sign_in_code(name=citra.nip, code=code, at=NOON))

    assert refused == "no_such_code"


def test_new_code_ends_the_old_one(ani, dewi):
    first = issue(ani, dewi).code
    second = issue(ani, dewi).code

    refused = refusal_of(lambda: find_sign_in_code(name=ani.nip, code=first, at=NOON))

    assert refused == "no_such_code"
    assert find_sign_in_code(name=ani.nip, code=second, at=NOON).employee == ani


def test_code_of_a_closed_account_is_refused(ani, dewi):
    code = issue(ani, dewi).code
    type(ani).objects.filter(pk=ani.pk).update(is_active=False)

    refused = refusal_of(lambda: find_sign_in_code(name=ani.nip, code=code, at=NOON))

    assert refused == "no_such_code"


def test_supervisor_may_not_make_codes(ani, budi):
    with pytest.raises(PermissionDenied):
        issue(ani, budi)


def test_administrator_of_a_unit_makes_codes_there_only(office):
    gita = make_employee("Gita Permata")
    grant_role(gita, Role.HR_ADMIN, office.dinas)

    assert issue(office.ani, gita).employee == office.ani
    with pytest.raises(PermissionDenied):
        issue(office.eko, gita)


def test_administrator_of_a_unit_makes_no_code_for_who_holds_a_role(office):
    gita = make_employee("Gita Permata")
    grant_role(gita, Role.HR_ADMIN, office.dinas)

    with pytest.raises(PermissionDenied):
        issue(office.dewi, gita)


def test_operator_makes_no_codes(office):
    gita = make_employee("Gita Permata")
    grant_role(gita, Role.HR_OPERATOR, office.agency)

    with pytest.raises(PermissionDenied):
        issue(office.ani, gita)


def test_every_step_is_in_the_audit_trail(ani, dewi):
    found = find_sign_in_code(name=ani.nip, code=issue(ani, dewi).code, at=NOON)
    choose_first_password(sign_in_code=found, password=PASSWORD, at=NOON)

    events = AuditEvent.objects.filter(subject_id=ani.public_id).order_by("sequence")
    assert list(events.values_list("action", "actor")) == [
        ("sign_in_code_issued", dewi.pk),
        ("password_changed", ani.pk),
        ("sign_in_code_used", ani.pk),
    ]
