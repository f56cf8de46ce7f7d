"""Numbers that a page sends back: never trusted, never a reason to break."""

LONGEST = 9  # digits; what is longer fits no column of ours


def whole_number(text, otherwise=None):
    """Return a number written in at most nine digits 0 to 9, else `otherwise`."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if is_number else otherwise
