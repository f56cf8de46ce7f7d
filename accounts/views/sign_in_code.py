"""One-time codes: a sheet to print, or letters."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Employee
from accounts.services.sign_in_code import issue_sign_in_codes
from accounts.views.employee import PER_PAGE


@never_cache
@require_POST
def employee_codes(request):
    """Make codes for the chosen people; what is not mailed is shown on a sheet, once."""
    people = chosen_people(request)
    if not people:
        messages.error(request, _("Choose at least one employee who may sign in."))
        return redirect("accounts:employee_list")
    if len(people) > PER_PAGE:
        text = _("One sheet holds %(most)s people, as many as a page of the list. Choose fewer.")
        messages.error(request, text % {"most": PER_PAGE})
        return redirect("accounts:employee_list")
    issued = issue_sign_in_codes(employees=people, actor=request.actor, at=timezone.now())
    mailed = mail_codes(issued) if request.POST.get("how") == "mail" else []
    on_paper = [one for one in issued if one not in mailed]
    if mailed:
        words = ngettext("%(count)s code was mailed.", "%(count)s codes were mailed.", len(mailed))
        messages.success(request, words % {"count": len(mailed)})
    if not on_paper:
        return redirect(people[0] if len(people) == 1 else "accounts:employee_list")
    words = {"codes": on_paper, "first_sign_in_url": first_sign_in_url()}
    if request.POST.get("how") == "mail":
        words["without_address"] = sum(not one.employee.email for one in on_paper)
        words["unreached"] = len(on_paper) - words["without_address"]
    return render(request, "accounts/employee_codes.html", words)


def chosen_people(request):
    """Return the people who were ticked and may be looked up; at most one more than a sheet holds."""
    people = Employee.objects.visible_to(request.actor).active()
    ticked = people.filter(public_id__in=request.POST.getlist("employee"))
    return list(ticked.order_by("name", "pk")[: PER_PAGE + 1])


def mail_codes(issued):
    """Mail the codes over one connection; return those that went out."""
    mailed = []
    try:
        with get_connection() as connection:
            for one in issued:
                if one.employee.email:
                    letter = code_letter(one)
                    letter.connection = connection
                    letter.send()
                    mailed.append(one)
    except (OSError, SMTPException):
        return mailed  # the rest goes onto the sheet
    return mailed


def code_letter(one):
    """Return the letter with a code, in the language of its reader."""
    with translation.override(one.employee.language):
        words = {"one": one, "link": first_sign_in_url(), "agency_name": settings.AGENCY_NAME}
        return EmailMessage(
            subject=" ".join(render_to_string("emails/sign_in_code.subject.txt", words).split()),
            body=render_to_string("emails/sign_in_code.body.txt", words),
            to=[one.employee.email],
        )


def first_sign_in_url():
    """Return the address that stands on the sheet."""
    return settings.PUBLIC_URL + reverse("accounts:first_sign_in")
