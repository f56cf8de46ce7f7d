"""What stands in addresses: random ids and tokens, and nothing that a database could stumble over."""

from django.urls.converters import StringConverter


class PublicIdConverter(StringConverter):
    """The 22 characters of a public id; any other text is no address of ours."""

    regex = r"[A-Za-z0-9_-]{22}"


class TokenConverter(StringConverter):
    """A random token of a document."""

    regex = r"[A-Za-z0-9_-]{22,64}"
