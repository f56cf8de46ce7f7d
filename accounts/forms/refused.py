"""A refusal of a service, shown where the person typed."""

from contextlib import contextmanager

from accounts.refusals import Refusal


@contextmanager
def refused_into(form, **field_of):
    """Turn a refusal inside the block into an error of the form, so that every word is kept.

    `field_of` maps the code of a refusal to the field it is about; all others stand above the form.
    Afterwards `form.errors` is empty exactly if the service did its work.
    """
    try:
        yield
    except Refusal as refusal:
        form.add_error(field_of.get(refusal.code), refusal)
