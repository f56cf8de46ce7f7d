"""Set a password, and ask for a link to choose a new one."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from accounts.choices import EmployeeKind
from accounts.models import BackgroundJob, Employee, SignInCode
from accounts.permissions import Actor
from accounts.services.audit import record_event
from accounts.services.background_job import request_job

RESET_TASK = "accounts.mail_password_reset"
RESET_EVERY = timedelta(minutes=20)  # three letters an hour to one person are enough


@transaction.atomic
def set_password(*, employee, password, at):
    """Set the password that a person has chosen; other sign-ins and unused codes of it end."""
    employee.set_password(password)
    employee.must_change_password = False
    employee.save(update_fields=["password", "must_change_password"])
    SignInCode.objects.filter(employee=employee, used_at=None).delete()
    actor = Actor(employee=employee, on=timezone.localdate(at))
    record_event(subject=employee, action="password_changed", actor=actor, at=at)


def request_password_reset(*, name, at):
    """Have the worker mail a link, if somebody has this NIP or address; the answer is always the same."""
    name = "".join(name.split())
    people = Employee.objects.active().exclude(kind=EmployeeKind.SYSTEM)
    for person in people.filter(Q(nip=name) | Q(email__iexact=name)).exclude(email=""):
        if was_mailed_lately(person, at):
            continue
        request_job(
            task=RESET_TASK,
            title=[[gettext_noop("Password reset")]],
            actor=Actor(employee=person, on=timezone.localdate(at)),
            at=at,
            dedupe="reset",
        )


def was_mailed_lately(person, at):
    """Tell whether a letter went out to a person, or is about to, within the last minutes."""
    letters = BackgroundJob.objects.filter(task=RESET_TASK, requested_by=person, error="")
    return letters.filter(requested_at__gt=at - RESET_EVERY).exists()


def reset_message(employee):
    """Return the letter with the link, in the language of the person."""
    token = default_token_generator.make_token(employee)
    path = reverse("accounts:password_reset_confirm", args=[employee.public_id, token])
    link = settings.PUBLIC_URL + path
    with translation.override(employee.language):
        words = {"name": employee.name, "link": link, "agency_name": settings.AGENCY_NAME}
        return EmailMessage(
            subject=one_line(render_to_string("emails/password_reset.subject.txt", words)),
            body=render_to_string("emails/password_reset.body.txt", words),
            to=[employee.email],
        )


def one_line(text):
    """Return a subject without line breaks."""
    return " ".join(text.split())
