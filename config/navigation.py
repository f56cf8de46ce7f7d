"""Navigation by role: sections of one bar, never a mode switch that hides tasks."""

from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmployeeKind, Role


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
    ("appraisal:progress_list", _("Work log"), "pencil"),
    ("appraisal:evaluation_mine", _("My appraisal"), "clipboard-check"),
    ("competency:dictionary", _("Competency dictionary"), "book"),
)
TAKES_PART = {  # nothing for officials who are rated elsewhere
    "appraisal:work_plan_mine",
    "appraisal:progress_list",
    "appraisal:evaluation_mine",
}
SUPERVISOR = (("appraisal:team_board", _("My team"), "users"),)
LEADER = (("appraisal:leader_overview", _("Overview"), "chart-bar"),)
AUDITOR = (
    ("appraisal:audit_search", _("Change history"), "history"),
    ("accounts:access_audit", _("Access log"), "eye"),
)
HR = (("appraisal:cycle_list", _("Manage"), "adjustments"),)
HR_SIDE = (
    ("appraisal:cycle_dashboard_latest", _("Cycle dashboard"), "home"),
    ("appraisal:cycle_list", _("Cycles"), "calendar"),
    ("appraisal:unit_achievement_latest", _("Unit achievement"), "flag"),
    ("appraisal:leader_overview", _("Overview"), "chart-bar"),
    ("appraisal:export_list", _("Tables and prints"), "download"),
    ("accounts:employee_list", _("Employees and supervisors"), "users"),
    ("accounts:correction_list", _("Reports on supervisors"), "user-check"),
    ("accounts:import_list", _("Data import"), "upload"),
    ("accounts:org_unit_list", _("Work units"), "sitemap"),
    ("accounts:role_grant_list", _("Roles"), "key"),
    ("competency:standard_list", _("Dictionary and standards"), "stairs"),
    ("appraisal:result_library", _("Library of results"), "target"),
    ("accounts:holiday_list", _("Holidays"), "calendar-off"),
    ("appraisal:audit_search", _("Change history"), "history"),
    ("accounts:job_list", _("Background jobs"), "progress"),
)
WHOLE_AGENCY = {  # for the HR administrator of everything only
    "accounts:role_grant_list",
    "appraisal:audit_search",
}
ALSO = {  # pages that belong to a section but live at another address
    "appraisal:team_board": ("/tinjau/",),
    "appraisal:evaluation_mine": ("/hasil/", "/riwayat/", "/dokumen/", "/dialog/"),
}


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
    names = STAFF if takes_part(actor) else tuple(row for row in STAFF if row[0] not in TAKES_PART)
    if actor.is_supervisor:
        names += SUPERVISOR
    if Role.LEADER in actor.scopes and not actor.is_hr:
        names += LEADER
    if Role.AUDITOR in actor.everywhere and not actor.is_hr_of_everything:
        names += AUDITOR
    if actor.is_hr:
        names += HR
    if any(item.current for item in side_navigation(request)):
        return [under_manage(item) for item in mark_current(names, request.path)]
    found = mark_current(names, request.path)
    return under(found, getattr(request, "nav_section", ""))


def under(items, section):
    """Mark the section that a page says it belongs to, where the person has it."""
    if section not in {item.section for item in items}:
        return items
    return [replace(item, current=item.section == section) for item in items]


def takes_part(actor):
    """Tell whether the person is rated here; officials without NIP only agree and rate."""
    return actor.employee.kind == EmployeeKind.ASN


def under_manage(item):
    """Mark "Manage", and nothing else, on every page that HR's side navigation leads to."""
    return replace(item, current=item.section == HR[0][0])


def side_navigation(request):
    """Return the links beside HR's pages, empty for everybody else."""
    actor = getattr(request, "actor", None)
    if not (actor and actor.is_hr):
        return []
    names = [row for row in HR_SIDE if actor.is_hr_of_everything or row[0] not in WHOLE_AGENCY]
    if Role.AUDITOR in actor.everywhere and actor.is_hr_of_everything:
        names.append(AUDITOR[1])
    return mark_current(names, request.path)


def mark_current(names, path):
    """Turn names into links; a page belongs to the longest address it starts with."""
    found = [(find(name), label, icon, name) for name, label, icon in names]
    found = [row for row in found if row[0]]
    here = max(found, key=lambda row: fit(row, path), default=None)
    return [NavItem(*row, current=row is here and fit(row, path) > 0) for row in found]


def fit(row, path):
    """Return how much of a path a link explains; the home page explains only itself."""
    url, name = row[0], row[-1]
    if path == url:
        return len(path)
    starts = [start for start in (url, *ALSO.get(name, ())) if start != "/"]
    return max((len(start) for start in starts if path.startswith(start)), default=0)
