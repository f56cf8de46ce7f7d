"""Keys of rows that are written once."""

import hashlib


def short_key(text):
    """Return forty letters that stand for a text of any length; two texts never share them."""
    return hashlib.sha256(text.encode()).hexdigest()[:40]
