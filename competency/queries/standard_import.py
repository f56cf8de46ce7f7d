"""What the pages of the import of standards show."""

from competency.models import StandardImport


def standard_imports(actor):
    """Return the imports that the actor may see, newest first."""
    found = StandardImport.objects.visible_to(actor).select_related("uploaded_by", "job")
    return found.order_by("-uploaded_at", "-pk")
