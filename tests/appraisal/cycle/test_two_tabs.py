"""The first page of a cycle, open in two tabs: what was saved meanwhile is not replaced unasked."""

import pytest

from appraisal.models import AppraisalCycle
from tests.appraisal.cycle.test_cycle_pages import CYCLE

pytestmark = pytest.mark.django_db


def test_page_opened_before_somebody_else_saved_it_replaces_nothing_unasked(page, as_dewi, draft):
    seen = as_dewi.get(page("cycle_edit", draft)).context["seen"]
    as_dewi.post(page("cycle_edit", draft), CYCLE | {"name": "Pertama", "seen": seen})

    second = as_dewi.post(page("cycle_edit", draft), CYCLE | {"name": "Kedua", "seen": seen})

    assert (second.status_code, second.context["form"]["name"].value()) == (422, "Kedua")
    assert AppraisalCycle.objects.get(pk=draft.pk).name == "Pertama"
    seen = second.context["seen"]
    as_dewi.post(page("cycle_edit", draft), CYCLE | {"name": "Kedua", "seen": seen})
    assert AppraisalCycle.objects.get(pk=draft.pk).name == "Kedua"
