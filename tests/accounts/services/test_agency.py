"""The first step of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Employee, OrgUnit
from accounts.services.sign_in_code import find_sign_in_code
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

ANSWERS = {"name": "Kabupaten Contoh", "admin": "Maya Sari", "email": "maya@contoh.example"}


def test_first_administrator_signs_in_with_the_printed_code(db):
    out = StringIO()

    call_command("start_agency", **ANSWERS, stdout=out)

    code = out.getvalue().split("code: ")[1].strip()
    found = find_sign_in_code(name="maya@contoh.example", code=code, at=NOON)
    assert found.employee == Employee.objects.get(email="maya@contoh.example")


def test_first_administrator_is_hr_of_everything(db):
    call_command("start_agency", **ANSWERS, stdout=StringIO())

    administrator = Employee.objects.get(email="maya@contoh.example")
    actor = actor_for(administrator, on=administrator.role_grants.get().from_date)
    assert (actor.is_hr_of_everything, actor.sees_everybody) == (True, True)


def test_second_set_up_is_refused_and_changes_nothing(db):
    call_command("start_agency", **ANSWERS, stdout=StringIO())

    with pytest.raises(CommandError, match="sudah disiapkan"):
        call_command("start_agency", **ANSWERS | {"email": "lain@contoh.example"})

    assert (OrgUnit.objects.count(), Employee.objects.filter(kind="OFFICIAL").count()) == (1, 1)
