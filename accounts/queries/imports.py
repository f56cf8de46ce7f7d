"""What the pages of the data import show."""

from accounts.models import ImportBatch, ImportRow


def imports_of(actor):
    """Return the imports that the actor may see, newest first."""
    return (
        ImportBatch.objects.visible_to(actor)
        .select_related("uploaded_by", "job")
        .defer("layout")
        .order_by("-uploaded_at", "-pk")
    )


def rows_of(batch, action=""):
    """Return the rows of an import in the order of the file, all or those with one action."""
    rows = ImportRow.objects.filter(batch=batch).order_by("pk")
    return rows.filter(action=action) if action else rows
