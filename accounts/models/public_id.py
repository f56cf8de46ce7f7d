"""The random key that stands in URLs instead of the primary key."""

import secrets

from django.db import models


def new_public_id():
    """Return 128 random bits as 22 characters."""
    return secrets.token_urlsafe(16)


class PublicIdField(models.CharField):
    """A unique random id, made in Python, never changed."""

    def __init__(self, **kwargs):
        """Fix length, default and uniqueness, so that a model writes only the name."""
        kwargs.update(max_length=22, default=new_public_id, unique=True, editable=False)
        super().__init__(**kwargs)
