"""What an import means for running cycles, for the pages of the import."""

from django import template

from appraisal.queries.plans_left import plans_left_behind

register = template.Library()


@register.inclusion_tag("appraisal/plans_left.html")
def plans_left(batch):
    """Say which running cycles have plans of posts that the import ends."""
    return {"rows": [] if batch.applied_at else plans_left_behind(batch)}
