"""Which table belongs to which kind of export."""

from appraisal.choices import ExportKind
from appraisal.queries.export_people import PEOPLE
from appraisal.queries.export_results import FOCUSES, RESULTS
from appraisal.queries.export_work import ACHIEVEMENTS, PARTICIPANTS, PLANS

SOURCES = {
    ExportKind.PARTICIPANTS: PARTICIPANTS,
    ExportKind.PLANS: PLANS,
    ExportKind.RESULTS: RESULTS,
    ExportKind.ACHIEVEMENTS: ACHIEVEMENTS,
    ExportKind.PEOPLE: PEOPLE,
    ExportKind.FOCUSES: FOCUSES,
}
WITHOUT_PERIOD = frozenset({ExportKind.PEOPLE})
