"""Holiday: a day that the working-day clocks skip."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """A national holiday or a day of collective leave; marked until it is confirmed."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_confirmed = models.BooleanField(_("confirmed"), default=False)

    class Meta:
        verbose_name = _("holiday")

    def __str__(self):
        return f"{self.date} {self.name}"
