"""psycopg2 is the driver: Django would silently prefer psycopg 3 if anything brought it along."""

import importlib.util

from django.db import connection


def test_psycopg_3_cannot_be_imported():
    assert importlib.util.find_spec("psycopg") is None


def test_database_speaks_through_psycopg2():
    assert connection.Database.__name__ == "psycopg2"
