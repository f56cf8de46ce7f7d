"""Set standards of positions from a workbook: read, preview, apply in one transaction."""

from competency.services.standard_import.applying import apply_standards
from competency.services.standard_import.batches import (
    read_standards_again,
    request_standards,
    upload_standards,
)
from competency.services.standard_import.reading import read_standards

__all__ = [
    "apply_standards",
    "read_standards",
    "read_standards_again",
    "request_standards",
    "upload_standards",
]
