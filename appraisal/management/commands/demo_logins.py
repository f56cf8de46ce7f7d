"""Say who can sign in to the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from accounts.queries.sign_in import demo_accounts


class Command(BaseCommand):
    """One line per account: what the person may do, e-mail, NIP; the password once."""

    help = "List the accounts of the demo (demo mode only)."

    def handle(self, **_options):
        """Print nothing outside a demo."""
        if not settings.DEMO:
            return
        with translation.override(settings.LANGUAGE_CODE):
            accounts = demo_accounts(timezone.localdate())
            for person, words in accounts:
                self.stdout.write(f"[demo] {person.email:34} {person.nip or '-':18}  {words}")
        if accounts:
            self.stdout.write(f"[demo] password of all: {settings.DEMO_PASSWORD}")
