"""What every test stands on: the cast, reference data, and a flush that knows our triggers."""

import shutil
from io import StringIO

import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase

pytest_plugins = ["tests.people"]

APP_ROLE = "selaras_app"
SHORT = {"test_components", "test_self_assessment"}  # browser tests of seconds, not of a minute
# Made by the migrations themselves; nothing else writes them.
KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


def pytest_collection_modifyitems(items):
    """Mark the browser tests, and run them last: their browser brings an event loop with it.

    Of these the journeys come first, so that two processes end at about the same time.
    """
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=when_to_run)


def when_to_run(item):
    """Return 0 for what needs no browser, 1 for a journey, 2 for a short look."""
    if not item.get_closest_marker("e2e"):
        return 0
    return 2 if item.path.stem in SHORT else 1


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the reference data after the migrations, and flush with our own hand."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        load_reference_data()
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_and_reload)
        yield


def load_reference_data():
    """Load what every installation has: templates of cycles, competencies, holidays."""
    call_command("load_reference_data", stdout=StringIO())


def flush_and_reload(_test_case):
    """Leave a database as the migrations and the reference data make it."""
    try:
        flush()
    except OperationalError:  # the live server was still saving what a page sent last
        flush()
    load_reference_data()


@transaction.atomic
def flush():
    """Empty all tables, as their owner and with the guards of the append-only ones asleep."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - KEPT_TABLES
    names = [connection.ops.quote_name(table) for table in sorted(tables)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")  # a test that left a transaction open
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the end
        for state in ("DISABLE", "ENABLE"):
            for name in guarded_tables(cursor):
                cursor.execute(f"ALTER TABLE {name} {state} TRIGGER USER")
            if state == "DISABLE":
                cursor.execute(f"TRUNCATE {', '.join(names)}")


def guarded_tables(cursor):
    """Return the tables that have triggers of ours."""
    tables = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
    cursor.execute(f"{tables} WHERE NOT tgisinternal ORDER BY 1")
    return [name for (name,) in cursor.fetchall()]


@pytest.fixture(scope="session", autouse=True)
def media_folder():
    """Throw away the files that the tests have stored."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def redis_client():
    """The server behind cache and queue."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        yield client


@pytest.fixture(autouse=True)
def forget_cached(redis_client):
    """Leave nothing in the cache for the next test; Redis may be shared, so keys of others stay."""
    yield
    prefix = settings.CACHES["default"]["KEY_PREFIX"]
    for key in redis_client.scan_iter(match=f"{prefix}:*", count=1000):
        redis_client.delete(key)


@pytest.fixture
def as_application(db):
    """Run the test's statements as the role that the application has in production."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if not cursor.rowcount:
            pytest.skip(f"NO ROLE {APP_ROLE}: run python3 dev.py test without DATABASE_URL")
        cursor.execute(f"SET ROLE {APP_ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
