"""Set what a post requires."""

from django.db import transaction

from competency.models import PositionStandard


@transaction.atomic
def load_default_standards(*, framework, rows, from_date):
    """Load the default table (competency.md section 1): one level for all competencies of a kind of post.

    Kinds that have a standard already, from an earlier load or an agency's own edit, stay as they are.
    """
    known = set(
        PositionStandard.objects.filter(competency__framework=framework).values_list(
            "competency_id", "position_kind", "functional_grade"
        )
    )
    PositionStandard.objects.bulk_create(
        PositionStandard(
            competency=competency,
            position_kind=row["kind"],
            functional_grade=row.get("grade", ""),
            level=row["level"],
            from_date=from_date,
            is_doubtful=row["confidence"] == "L",
            note=row.get("note", ""),
        )
        for row in rows
        for competency in framework.competencies.order_by("position", "pk")
        if (competency.pk, row["kind"], row.get("grade", "")) not in known
    )
