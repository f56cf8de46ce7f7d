"""Sign in with NIP or e-mail."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Q

from accounts.models import Employee


class NipOrEmailBackend(ModelBackend):
    """Find the person by NIP (spaces allowed) or e-mail, in one query; unknown names take as long."""

    def authenticate(self, request, username=None, password=None, **_credentials):
        """Return the person whose password this is, or None."""
        name = "".join((username or "").split())
        if not name or not password:
            return None
        person = Employee.objects.filter(Q(nip=name) | Q(email__iexact=name)).first()
        if person is None:
            make_password(password)  # as slow as a wrong password, so that NIPs cannot be guessed
            return None
        if person.check_password(password) and self.user_can_authenticate(person):
            return person
        return None
