"""The two roles, and who uses which."""

import pytest
from django.db import ProgrammingError, connection, transaction

import manage


@pytest.fixture
def environment(monkeypatch):
    """Lend an environment with both addresses."""
    variables = {"DATABASE_URL": "application", "DATABASE_OWNER_URL": "owner"}
    monkeypatch.setattr(manage.os, "environ", variables)
    return variables


@pytest.mark.parametrize("command", ["migrate", "load_reference_data", "seed_demo"])
def test_owner_command_runs_as_the_owner(environment, command):
    manage.choose_role(["manage.py", command])

    assert environment["DATABASE_URL"] == "owner"


def test_other_command_runs_as_the_application(environment):
    manage.choose_role(["manage.py", "verify_audit"])

    assert environment["DATABASE_URL"] == "application"


def test_owner_command_without_owner_warns(environment, capsys):
    del environment["DATABASE_OWNER_URL"]

    manage.choose_role(["manage.py", "migrate"])

    assert environment["DATABASE_URL"] == "application"
    assert capsys.readouterr().err.startswith("WARNING: no DATABASE_OWNER_URL")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE intruder (id int)",
        "DROP TABLE accounts_employee",
        "TRUNCATE accounts_employee CASCADE",
        "ALTER TABLE accounts_auditevent DISABLE TRIGGER USER",
        "UPDATE accounts_auditevent SET action = ''",
        "DELETE FROM accounts_auditevent",
    ],
)
def test_application_may_not(as_application, statement):
    with pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(statement)


def test_application_reads_and_writes_rows(as_application):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('accounts_employee', 'SELECT, INSERT, UPDATE')")

        assert cursor.fetchone() == (True,)
