"""The exception for "a rule said no"."""

from django.core.exceptions import ValidationError


class Refusal(ValidationError):  # noqa: N818 -- a rule that says no is no error
    """A rule of the house or the law says no; the message is for the person, the code for tests."""

    def __init__(self, message, *, code, params=None):
        """Keep the message, its parameters and a code that tests and the API can rely on."""
        super().__init__(message, code=code, params=params)

    def __str__(self):
        """Return the sentence that the person reads."""
        return self.messages[0]
