"""Check that nobody has changed the audit trail."""

from django.core.management.base import BaseCommand, CommandError

from appraisal.queries.audit import audit_damage, audit_size

MEANING = {
    "gap": "events before it are missing",
    "link": "it does not follow from the event before it",
    "content": "its content was changed",
    "unlogged": "this move has no event",
}


class Command(BaseCommand):
    """Recompute every chain; the exit code is 1 when anything is damaged."""

    help = "Recompute the hash chains of the audit trail and report every damage."

    def handle(self, **_options):
        """Report each damage on a line of its own, and the sum."""
        damage = audit_damage()
        for one in damage:
            place = f"{one.subject_label} {one.subject_id} {one.number}"
            self.stdout.write(f"{place}: {MEANING[one.kind]}")
        events, chains = audit_size()
        if damage:
            raise CommandError(f"{len(damage)} damages in {events} events of {chains} chains.")
        self.stdout.write(f"{events} events in {chains} chains, none damaged.")
