"""Load what law and house bring along: dictionary, standards, templates, holidays, system account."""

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.services.holiday import load_holidays
from accounts.services.system_account import ensure_system_account
from appraisal.services.cycle_template import load_templates
from competency.services.framework import load_framework
from competency.services.standard import load_default_standards

SINCE = date(2020, 1, 1)


def read(app, name):
    """Return one of the project's own data files."""
    return json.loads((Path(settings.BASE_DIR) / app / "data" / name).read_text())


class Command(BaseCommand):
    """Idempotent: run after every migrate; nothing that an agency has changed is touched."""

    help = "Load dictionary, standards, cycle templates and holidays."

    @transaction.atomic
    def handle(self, **_options):
        """Load all, or nothing."""
        ensure_system_account()
        load_holidays(read("accounts", "holidays.json"))
        framework = load_framework(
            name="Kamus kompetensi ASN",
            version=1,
            from_date=SINCE,
            source="Disusun dari PermenPANRB 38/2017 dengan kalimat sendiri; bukan teks resmi.",
            entries=read("competency", "competency-dictionary.json"),
        )
        load_default_standards(
            framework=framework,
            rows=read("competency", "position-standards.json"),
            from_date=SINCE,
        )
        load_templates(read("appraisal", "cycle-templates.json"))
