"""Two states of a plan side by side, line by line, with the words that were added and removed."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from appraisal.choices import Aspect, ResultKind
from appraisal.models import PlannedResult
from appraisal.rules.text_difference import Change, Piece, pairs, word_difference

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
TEXTS = ("leaders_result", "assigned_by")


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One indicator with its target, as one text."""

    status: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One planned result in both states."""

    status: str  # same, changed, added or removed
    statement: tuple[Piece, ...]
    notes: tuple[tuple[str, tuple[Piece, ...]], ...]  # label and text
    measures: tuple[ComparedMeasure, ...]
    kind: tuple[Piece, ...] = ()  # when the priority changed


@dataclass(frozen=True, slots=True)
class Comparison:
    """All lines; the unchanged ones are counted apart."""

    lines: tuple[ComparedLine, ...]

    @property
    def changed(self):
        """Return the lines that differ."""
        return tuple(line for line in self.lines if line.status != SAME)

    @property
    def unchanged(self):
        """Return the lines that are equal in both."""
        return tuple(line for line in self.lines if line.status == SAME)


def plan_lines(results):
    """Return planned results, each with its indicators, as plain data that can be kept."""
    return [
        {
            "key": row.public_id,
            "kind": row.kind,
            "statement": row.statement,
            "leaders_result": row.leaders_result,
            "assigned_by": row.assigned_by,
            "measures": [
                {
                    "aspect": measure.aspect,
                    "statement": measure.statement,
                    "target": f"{measure.target_text} {measure.unit_of_measure}".strip(),
                }
                for measure in sorted(row.indicators.all(), key=lambda one: (one.position, one.pk))
            ],
        }
        for row in results
    ]


def lines_of(plan):
    """Return the lines of a plan as it is now, in the order of the form."""
    return plan_lines(plan.planned_results.in_form_order().prefetch_related("indicators"))


def compare_versions(older, newer):
    """Compare two versions of one plan; a line is followed through the versions between."""
    origins = origins_of(newer)
    after = lines_of(newer)
    for line in after:
        line["key"] = first_of(line["key"], origins)
    before = lines_of(older)
    for line in before:
        line["key"] = first_of(line["key"], origins)
    return compare(before, after)


def origins_of(plan):
    """Return {line: the same line one version before} over all versions of a plan; one query."""
    rows = PlannedResult.objects.filter(
        work_plan__assignment=plan.assignment_id, work_plan__cycle=plan.cycle_id
    )
    return dict(rows.values_list("public_id", "previous__public_id"))


def first_of(key, origins):
    """Return the line in the first version that a line goes back to."""
    seen = set()
    while origins.get(key) and key not in seen:
        seen.add(key)
        key = origins[key]
    return key


def compare(before, after):
    """Compare two lists of lines: those that are there now in their order, then the removed ones."""
    old = {line["key"]: line for line in before}
    kept = {line["key"] for line in after}
    lines = [compare_line(old.get(line["key"]), line) for line in after]
    lines += [compare_line(line, None) for line in before if line["key"] not in kept]
    return Comparison(tuple(lines))


def compare_line(old, new):
    """Compare one line; None stands for "not there"."""
    was, now = old or empty_line(), new or empty_line()
    measures = compare_measures(was["measures"], now["measures"])
    notes = tuple(
        (label, word_difference(was[name], now[name]))
        for name, label in note_labels()
        if was[name] or now[name]
    )
    return ComparedLine(
        status=status_of(old, new),
        statement=word_difference(was["statement"], now["statement"]),
        notes=notes,
        measures=measures,
        kind=compare_kind(old, new),
    )


def note_labels():
    """Return the texts beside the statement, with their words on screen."""
    return (
        ("leaders_result", _("Serves the leader's result")),
        ("assigned_by", _("Assigned by")),
    )


def empty_line():
    """Return a line that is not there."""
    return {"statement": "", "measures": [], **dict.fromkeys(TEXTS, "")}


def status_of(old, new):
    """Return what happened to a line."""
    if old is None:
        return ADDED
    if new is None:
        return REMOVED
    is_same = all(old[name] == new[name] for name in ("kind", "statement", "measures", *TEXTS))
    return SAME if is_same else CHANGED


def compare_kind(old, new):
    """Return the priority when it changed, else nothing."""
    if not (old and new) or old["kind"] == new["kind"]:
        return ()
    words = [capfirst(ResultKind(line["kind"]).label) for line in (old, new)]
    return (Piece(Change.REMOVED, words[0]), Piece(Change.SAME, " "), Piece(Change.ADDED, words[1]))


def compare_measures(before, after):
    """Compare the indicators of a line, each with the one that stands in its place."""
    old, new = [measure_text(row) for row in before], [measure_text(row) for row in after]
    found = []
    for was, now in pairs(old, new):
        texts = (old[was] if was is not None else "", new[now] if now is not None else "")
        status = SAME if texts[0] == texts[1] else CHANGED
        found.append(ComparedMeasure(status, word_difference(*texts)))
    return tuple(found)


def measure_text(measure):
    """Return "Kuantitas: dokumen ditetapkan, target 12 dokumen"."""
    aspect = f"{capfirst(Aspect(measure['aspect']).label)}: " if measure["aspect"] else ""
    told = {"indicator": measure["statement"], "target": measure["target"]}
    return aspect + _("%(indicator)s, target %(target)s") % told
