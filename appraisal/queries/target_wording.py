"""Help with the words of a target, as sentences. It stands beside the form and never blocks."""

from django.utils.translation import gettext as _

from appraisal.rules.target_wording import Target, Vagueness, vague_places


def wording_hints(planned, indicators):
    """Return what could make a stored result easier to measure."""
    rows = sorted(indicators, key=lambda row: (row.position, row.pk))
    return hints(
        planned.statement,
        [
            Target(row.statement, row.target_text, row.target_min is not None, row.unit_of_measure)
            for row in rows
        ],
    )


def typed_hints(statement, rows):
    """Return the same for what stands in a form, saved or not."""
    return hints(
        statement,
        [
            Target(
                row.get("statement", ""),
                row.get("target_text") or row.get("target_min", ""),
                bool(row.get("target_min")),
                row.get("unit_of_measure", ""),
            )
            for row in rows
        ],
    )


def hints(statement, targets):
    """Return a sentence for each vague place."""
    sentences = {
        Vagueness.ACTIVITY: _(
            "“%(words)s” names an activity: write what will be there when it is done."
        ),
        Vagueness.ABSOLUTE: _(
            "“%(words)s” is hard to reach: write a range, for example 80 to 90%%."
        ),
        Vagueness.WHOLE: _(
            "“%(words)s” leaves no room for one miss: write a range, for example 95 to 98%%."
        ),
        Vagueness.VAGUE: _(
            "Two people may read “%(words)s” differently: write a number, a date or a comparison."
        ),
        Vagueness.NO_NUMBER: _("The target “%(words)s” has no number: add one, or a date."),
    }
    return tuple(
        sentences[place.kind] % {"words": place.excerpt}
        for place in vague_places(statement, targets)
    )
