"""StageChange: the columns of every log of moves. Written only by `advance`."""

from django.db import models
from django.utils.translation import gettext as _

from accounts.models.employee import Employee


class StageChange(models.Model):
    """One move: who, from where, to where, when, why."""

    transition = models.CharField(max_length=30)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    actor = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )  # the supervisor for whom the actor acted by delegation
    changed_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.transition}: {self.source} -> {self.target}"

    @property
    def who(self):
        """Return who made the move, and for whom: "Kartika a.n. Hendra"."""
        if self.on_behalf_of_id is None:
            return self.actor.name
        told = {"name": self.actor.name, "supervisor": self.on_behalf_of.name}
        return _("%(name)s on behalf of %(supervisor)s") % told
