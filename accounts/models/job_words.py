"""Words that are stored for later, so that each reader reads them in the own language.

Stored is a list of runs, put together as they are: a run is plain text, or a list of the msgid, its
values and, where a number decides, the msgid of the plural: ["Reading %(file)s", {"file": "a.xlsx"}].
"""

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext


def spoken(runs):
    """Return stored words in the language of now."""
    return "".join(run if isinstance(run, str) else spoken_run(*run) for run in runs)


def spoken_run(msgid, values=None, plural=""):
    """Return one run in the language of now; without values nothing is filled in."""
    text = ngettext(msgid, plural, values["count"]) if plural else gettext(msgid)
    return text % {name: spoken_value(value) for name, value in values.items()} if values else text


def spoken_value(value):
    """Return a number as the language of now writes it; a text stays as it is."""
    return number_format(value) if isinstance(value, int) else value


def plural_noop(singular, plural):
    """Mark a pair of msgids, for one and for many, to be translated when it is read."""
    return singular, plural
