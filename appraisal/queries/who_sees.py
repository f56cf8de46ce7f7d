"""Who reads what at which stage: the sentences for people, from the table of product.md section 5."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from appraisal.choices import Part


@dataclass(frozen=True, slots=True)
class WhoSees:
    """One line: from which stage on, and who reads from then on."""

    part: str  # the line stands only when the cycle has this part
    when: Promise  # the stage word
    who: Promise  # who reads, as told to the employee

    def __str__(self):
        return f"{self.when}: {self.who}"


# Parts that are not built (peers, assessment team) add their lines when they are.
ROWS = (
    WhoSees(Part.WORK_PLAN, _("Draft"), _("Only you. Your supervisor and HR see no draft.")),
    WhoSees(Part.WORK_PLAN, _("Work plan proposed"), _("You and your direct supervisor")),
    WhoSees(
        Part.WORK_PLAN,
        _("Work plan agreed"),
        _("You, your direct supervisor, your supervisor's superior and HR of your unit"),
    ),
    WhoSees(Part.RESULTS, _("Self-assessment sent"), _("You and your direct supervisor")),
    WhoSees(
        Part.RESULTS,
        _("Result decided"),
        _("Your direct supervisor, your supervisor's superior and HR of your unit; not yet you"),
    ),
    WhoSees(
        Part.RESULTS,
        _("Results released"),
        _("The same people, and now you: every mark with its reason"),
    ),
    WhoSees(
        Part.WORK_PLAN,
        _("At any time"),
        _("Your supervisor and HR of your unit follow stage and dates, never the text"),
    ),
)


def who_sees(cycle):
    """Return who reads what in a cycle, from the first draft to the released result."""
    return tuple(row for row in ROWS if cycle.has_part(row.part))
