"""The pages of the preparation of a cycle, which of them are saved, and where the work goes on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Step:
    """One page: the key under which it is saved, its address and its title."""

    key: str
    name: str
    label: Promise
    is_optional: bool = False


STEPS = (
    Step("name", "cycle_edit", gettext_lazy("Name and period")),
    Step("participants", "cycle_participants", gettext_lazy("Participants")),
    Step("windows", "cycle_windows", gettext_lazy("Phases and deadlines")),
    Step("parts", "cycle_parts", gettext_lazy("Parts and questions")),
    Step("who_sees", "cycle_who_sees", gettext_lazy("Who sees what")),
    Step("trial", "cycle_trial", gettext_lazy("Trial"), is_optional=True),
)
LAST = Step("check", "cycle_check", gettext_lazy("Check and open"))


def steps(cycle, current, *, pressed=""):
    """Return the pages of the preparation as tabs, the saved ones ticked."""
    return [
        {
            "url": address(step, cycle),
            "name": step.name,
            "label": step.label,
            "current": step.name == current,
            "pressed": step.name == pressed,
            "done": step.key in cycle.saved_steps,
        }
        for step in (*STEPS, LAST)
    ]


def step_named(name):
    """Return the page of a name, or nothing."""
    return next((step for step in (*STEPS, LAST) if step.name == name), None)


def address(step, cycle):
    """Return where a page of the preparation is."""
    return reverse(f"appraisal:{step.name}", args=[cycle.public_id])


def unsaved_steps(cycle):
    """Return the pages that must be saved and are not."""
    return [step for step in STEPS if not step.is_optional and step.key not in cycle.saved_steps]


def next_step(cycle):
    """Return the first page that must be saved and is not, or the last page."""
    return next(iter(unsaved_steps(cycle)), LAST)


def where_it_stopped(cycle):
    """Say how far the preparation is, and with which page it goes on."""
    needed = sum(not step.is_optional for step in STEPS)
    return _("%(done)s of %(all)s required pages saved, next “%(step)s”") % {
        "done": needed - len(unsaved_steps(cycle)),
        "all": needed,
        "step": next_step(cycle).label,
    }
