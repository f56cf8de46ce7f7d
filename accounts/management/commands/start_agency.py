"""Set up an empty installation with its root unit and its first HR administrator."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.refusals import Refusal
from accounts.services.agency import start_agency


class Command(BaseCommand):
    """Make the agency and its first administrator; print the one-time code once."""

    help = "Make the root unit and the first HR administrator of an empty installation."

    def add_arguments(self, parser):
        """Ask for the agency and the person."""
        parser.add_argument("--code", default="00", help="code of the root unit")
        parser.add_argument("--name", required=True, help="name of the agency")
        parser.add_argument("--admin", required=True, help="name of the first administrator")
        parser.add_argument(
            "--email", required=True, help="address the administrator signs in with"
        )

    def handle(self, **options):
        """Set up, or say why not."""
        try:
            agency = start_agency(
                code=options["code"],
                name=options["name"],
                administrator_name=options["admin"],
                email=options["email"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Sign in for the first time at /masuk-pertama/ as {options['email']}")
        self.stdout.write(f"One-time code: {agency.code}")
