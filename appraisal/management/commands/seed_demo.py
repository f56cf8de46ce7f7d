"""Fill an empty demo with Kota Contoh: a kecamatan, three dinas, and two years of appraisal."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import OrgUnit
from appraisal.management.demo.care import take_care
from appraisal.management.demo.dialogues import hold_dialogues, plan_a_dialogue
from appraisal.management.demo.finished import live_finished_year
from appraisal.management.demo.grants import (
    change_one_supervisor,
    confirm_past_holidays,
    grant_roles,
    set_own_standards,
    settle_notices,
)
from appraisal.management.demo.halves import live_halves
from appraisal.management.demo.openings import note_openings
from appraisal.management.demo.outputs import take_a_workbook_in, take_tables_out
from appraisal.management.demo.papers import issue_the_rest
from appraisal.management.demo.people import ROOT, build_city
from appraisal.management.demo.plan_talk import talk_about_plans
from appraisal.management.demo.quarters import live_quarters
from appraisal.management.demo.running import live_running_year
from appraisal.management.demo.upcoming import prepare_next_year, upload_a_workbook
from appraisal.management.demo.work_logs import keep_work_logs
from appraisal.management.demo.years import running_year


class Command(BaseCommand):
    """Idempotent: an installation that has the agency is left as it is."""

    help = "Fill a demo with an invented city (demo mode only)."

    def handle(self, **_options):
        """Write everything, or nothing."""
        if not settings.DEMO:
            raise CommandError("Invented people belong into a demo only: this is no demo (DEMO).")
        if OrgUnit.objects.filter(code=ROOT).exists():
            self.stdout.write("The demo data is there already.")
            return
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            people = tell_story(timezone.localdate())
        self.stdout.write(f"Kota Contoh is ready: {people} people.")


def tell_story(today):
    """Write the city, its two years and what comes next; return how many people live there."""
    city = build_city(today)
    grant_roles(city)
    confirm_past_holidays(city)
    set_own_standards(city)
    year = running_year(today)
    finished = live_finished_year(city, year - 1)
    quarter = live_quarters(city, year)
    live_halves(city, year)
    running = live_running_year(city, year)
    talk_about_plans(city, year)
    keep_work_logs(city, year)
    hold_dialogues(year)
    plan_a_dialogue(city, year)
    change_one_supervisor(city)
    take_care(city, quarter)
    prepare_next_year(city, year + 1)
    issue_the_rest()
    note_openings(city)
    take_tables_out(city, running.periods.get(), finished.periods.get())
    take_a_workbook_in(city)
    upload_a_workbook(city)
    settle_notices(city)
    return len(city.members)
