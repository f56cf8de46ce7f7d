"""The compose file is a shape that can run: services, images, variables, secrets."""

import re

import pytest
import yaml
from django.conf import settings

from config.celery import app

ROOT = settings.BASE_DIR
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
APPLICATION = ["migrate", "web", "worker", "worker-long", "beat"]
SECRETS = {"SECRET_KEY", "SELARAS_APP_PASSWORD", "SELARAS_OWNER_PASSWORD", "POSTGRES_PASSWORD"}


def test_services_are_the_known_ones():
    assert set(SERVICES) == {"db", "redis", "proxy", *APPLICATION}


def test_images_are_of_the_chosen_versions():
    assert {name: service["image"] for name, service in SERVICES.items()} == {
        "db": "postgres:18",
        "redis": "redis:8",
        "proxy": "nginx:1.28",
        **dict.fromkeys(APPLICATION, "selaras"),
    }


@pytest.mark.parametrize("name", APPLICATION)
def test_application_runs_as_the_role_without_ddl(name):
    url = SERVICES[name]["environment"]["DATABASE_URL"]

    assert url == "postgres://selaras_app:${SELARAS_APP_PASSWORD:?}@db:5432/selaras"


def test_only_migrate_knows_the_owner():
    knowing = [name for name in APPLICATION if "OWNER" in str(SERVICES[name])]

    assert knowing == ["migrate"]


def test_migrate_also_loads_the_reference_data():
    script = SERVICES["migrate"]["command"][-1]

    assert script == "python manage.py migrate && python manage.py load_reference_data"


def test_both_roles_are_made_at_the_first_start():
    mounted = dict(volume.split(":")[:2] for volume in SERVICES["db"]["volumes"])
    script = (ROOT / "config/deploy/create-roles.sh").read_text()

    assert mounted["./config/deploy/create-roles.sh"].startswith("/docker-entrypoint-initdb.d/")
    assert re.findall(r"CREATE ROLE (\w+)", script) == ["selaras_owner", "selaras_app"]


def test_mounted_files_exist():
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]

    assert [name for name in files if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("name", ["web", "worker", "worker-long"])
def test_files_are_on_the_shared_volume(name):
    service = SERVICES[name]

    assert f"media:{service['environment']['MEDIA_ROOT']}" in service["volumes"]


def test_every_queue_has_its_worker():
    commands = [SERVICES[name]["command"] for name in ("worker", "worker-long")]
    routed = {route["queue"] for route in app.conf.task_routes.values()}

    parts = [part for command in commands for part in command if "queues" in part]
    served = [part.removeprefix("--queues=") for part in parts]
    assert served == [app.conf.task_default_queue, *routed]


def test_long_work_never_waits_in_the_queue_of_the_sweep():
    app.loader.import_default_modules()  # as a worker does at its start
    kept = {entry["task"] for entry in app.conf.beat_schedule.values()} & set(app.conf.task_routes)

    assert kept == set()
    assert set(app.conf.task_routes) <= set(app.tasks)


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_named_volumes_are_declared():
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    named = {mount.split(":")[0] for mount in mounts if mount[0].isalpha()}

    assert named == set(COMPOSE["volumes"])


def test_secrets_come_from_the_environment_or_stop_the_start():
    text = (ROOT / "docker-compose.yml").read_text()
    required = set(re.findall(r"\$\{(\w+):\?\}", text))
    # required, or empty where the agency's mail server asks for no password; never a value
    literal = re.findall(r"(?:PASSWORD|SECRET\w*): (?!\$\{\w+:[?-]\})\S+|://\w+:(?!\$)\S+@", text)

    assert literal == []
    assert required >= SECRETS


def test_variables_are_read_by_the_settings():
    source = "\n".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))
    known = set(re.findall(r'env_\w+\(\s*"(\w+)"', source)) | {"DJANGO_SETTINGS_MODULE"}

    assert set(SERVICES["web"]["environment"]) - known == set()


def test_image_installs_the_production_lock_and_runs_as_nobody_special():
    text = (ROOT / "Dockerfile").read_text()

    assert "--require-hashes -r requirements.production.lock" in text
    assert "libharfbuzz-subset0" in text
    assert re.findall(r"^USER (\w+)$", text, re.MULTILINE) == ["selaras"]


def test_image_holds_every_folder_of_the_application():
    copied = set(re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(), re.MULTILINE))

    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert copied == {"config", "templates", "static", "locale", *apps}
