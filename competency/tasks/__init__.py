"""What the worker does for the floor of competencies."""

from competency.tasks.standard_import import apply_standards_job, read_standards_job

__all__ = ["apply_standards_job", "read_standards_job"]
