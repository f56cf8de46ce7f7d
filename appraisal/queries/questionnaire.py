"""The questions of a self-assessment, and how far somebody has come with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """One part of a self-assessment (results, narratives, behaviours, competencies) and how far it is."""

    key: str  # results, narratives, behaviours or competencies
    name: str
    url: str  # where to go on: the first open question, else the first one
    done: int
    total: int
    is_required: bool
    is_complete: bool
    is_started: bool
    next_name: str = ""  # the next open question by name, for "Next: ..."
