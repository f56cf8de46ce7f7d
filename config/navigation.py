"""Navigation by role: sections of one bar, never a mode switch that hides tasks."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link: where it leads, what it says, and whether the page belongs to it."""

    url: str
    label: str
    icon: str
    section: str
    current: bool = False


STAFF = (
    ("appraisal:home", _("Home"), "home"),
    ("appraisal:work_plan_mine", _("My work plan"), "target"),
    ("appraisal:evaluation_mine", _("Appraisal"), "clipboard-check"),
    ("competency:dictionary", _("Competency dictionary"), "book"),
)
SUPERVISOR = (("appraisal:team_board", _("My team"), "users"),)
HR = (("appraisal:cycle_list", _("Manage"), "adjustments"),)
HR_SIDE = (
    ("appraisal:cycle_dashboard_latest", _("Cycle dashboard"), "home"),
    ("appraisal:cycle_list", _("Cycles"), "calendar"),
    ("appraisal:unit_achievement_list", _("Unit achievement"), "chart-bar"),
    ("accounts:employee_list", _("Employees and supervisors"), "users"),
    ("accounts:import_list", _("Data import"), "upload"),
    ("accounts:unit_list", _("Work units"), "sitemap"),
    ("competency:standard_list", _("Dictionary and standards"), "stairs"),
    ("accounts:holiday_list", _("Holidays"), "calendar-off"),
    ("accounts:job_list", _("Jobs"), "progress"),
)


def find(name):
    """Return the address of a page, or nothing if this agency's build does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation(request):
    """Return the links of the bar for the person who asks."""
    actor = getattr(request, "actor", None)
    if not actor:
        return []
    names = STAFF
    if actor.is_supervisor:
        names += SUPERVISOR
    if actor.is_hr:
        names += HR
    items = mark_current(names, request.path)
    managing = any(item.current for item in side_navigation(request))
    return [at_hr(item, managing) for item in items]


def at_hr(item, managing):
    """Mark "Manage" on every page of HR that has no section of its own in the bar."""
    if item.section != HR[0][0] or not managing:
        return item
    return NavItem(item.url, item.label, item.icon, item.section, current=True)


def side_navigation(request):
    """Return the links beside HR's pages, empty for everybody else."""
    actor = getattr(request, "actor", None)
    return mark_current(HR_SIDE, request.path) if actor and actor.is_hr else []


def mark_current(names, path):
    """Turn names into links; a page belongs to the longest address it starts with."""
    found = [(find(name), label, icon, name) for name, label, icon in names]
    found = [row for row in found if row[0]]
    home = "/"
    fitting = [url for url, *_ in found if path == url or (url != home and path.startswith(url))]
    here = max(fitting, key=len, default=None)
    return [NavItem(*row, current=row[0] == here) for row in found]
