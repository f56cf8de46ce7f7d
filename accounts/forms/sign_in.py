"""Forms before the door: sign-in, first sign-in, a new password."""

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import SetPasswordForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.sign_in_code import find_sign_in_code

NAME_LENGTH = 254


class SignInForm(forms.Form):
    """NIP or e-mail, and the password."""

    name = forms.CharField(
        label=_("NIP or e-mail"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    shared_computer = forms.BooleanField(
        label=_("Other people use this computer too"),
        help_text=_(
            "When ticked: you are signed out as soon as the browser is closed, or after 15 minutes"
            " without a step. The browser keeps no page."
        ),
        required=False,
    )
    person = None

    def clean(self):
        """Find the person whose name and password these are."""
        data = super().clean()
        if data.get("name") and data.get("password"):
            self.person = authenticate(username=data["name"], password=data["password"])
            if self.person is None:
                raise forms.ValidationError(
                    _("NIP, e-mail or password do not match."), code="no_match"
                )
        return data


class SignInCodeForm(forms.Form):
    """NIP or e-mail, and the one-time code that HR handed out."""

    name = forms.CharField(
        label=_("NIP or e-mail"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label=_("One-time code"),
        help_text=_("Ten letters and digits from the sheet or mail of your HR administrator."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "in-w20",
            }
        ),
    )
    sign_in_code = None

    def clean(self):
        """Find the code; it is used up only when the password has been chosen."""
        data = super().clean()
        if data.get("name") and data.get("code"):
            try:
                self.sign_in_code = find_sign_in_code(
                    name=data["name"], code=data["code"], at=timezone.now()
                )
            except Refusal as refusal:
                raise forms.ValidationError(refusal.messages, code=refusal.code) from refusal
        return data


class NewPasswordForm(SetPasswordForm):
    """A new password, typed twice; checked here, set by the service."""

    error_messages = {
        "password_mismatch": _("The two new passwords differ. Type the same one twice.")
    }

    def __init__(self, *args, **kwargs):
        """Say in plain words what a password needs."""
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _(
            "At least 12 characters, not only digits, not your name or NIP. "
            "Three or four unrelated words are easy to remember and hard to guess."
        )
        self.fields["new_password2"].label = _("New password, once more")
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self):
        """Tell at the first field what is wrong with the password."""
        password = self.cleaned_data["new_password1"]
        password_validation.validate_password(password, self.user)
        return password

    def validate_password_for_user(self, user, *_fields):
        """Nothing more: the first field has already been checked."""


class ChangePasswordForm(NewPasswordForm):
    """The password until now, and the new one."""

    old_password = forms.CharField(
        label=_("Password until now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    field_order = ("old_password", "new_password1", "new_password2")

    def clean_old_password(self):
        """Refuse a wrong password."""
        password = self.cleaned_data["old_password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(
                _("This is not your password until now. Type it once more."), code="wrong_password"
            )
        return password


class PasswordResetForm(forms.Form):
    """Who gets a link by mail: NIP or e-mail, as at the door."""

    name = forms.CharField(
        label=_("NIP or e-mail"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
