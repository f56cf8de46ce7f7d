"""What a cycle asks: switched in preparation, never afterwards."""

import pytest

from accounts.refusals import Refusal
from appraisal.services.cycle_parts import MOST_CRITERIA, set_parts
from tests.factories.appraisal import NOON

pytestmark = pytest.mark.django_db
CHOICES = {
    "parts": {"CRITERIA": "required", "COMPETENCIES": "optional"},
    "narratives": {"CHALLENGE": "required"},
    "options": ["BLIND_FIRST"],
    "criteria": [{"code": "", "name": "Disiplin", "description": "Menepati tenggat."}],
}
FORM = {
    "CRITERIA": "required",
    "COMPETENCIES": "required",
    "ACHIEVEMENT": "off",
    "CHALLENGE": "optional",
    "INNOVATION": "required",
    "options": ["BLIND_FIRST"],
    "criteria-TOTAL_FORMS": "2",
    "criteria-INITIAL_FORMS": "0",
    "criteria-0-name": "Komunikasi",
    "criteria-0-description": "Jelas dan santun.",
    "criteria-1-name": "",
    "criteria-1-description": "",
}


def test_choices_are_written(draft, hr):
    set_parts(cycle=draft, **CHOICES, actor=hr, at=NOON)

    draft.refresh_from_db()
    assert draft.parts["COMPETENCIES"] == "optional"
    assert (draft.parts["NARRATIVES"], draft.narratives) == ("required", {"CHALLENGE": "required"})
    assert draft.options == ["BLIND_FIRST"]
    assert draft.criteria.get().name == "Disiplin"
    assert draft.saved_steps == ["parts"]


def test_required_parts_stay_and_missing_ones_stay_missing(draft, hr):
    set_parts(cycle=draft, **CHOICES, actor=hr, at=NOON)

    kept = {
        part: draft.parts[part] for part in ("WORK_PLAN", "RESULTS", "BEHAVIOURS", "DEVELOPMENT")
    }
    assert kept == {
        "WORK_PLAN": "required",
        "RESULTS": "required",
        "BEHAVIOURS": "required",
        "DEVELOPMENT": "unavailable",
    }


def test_criterion_keeps_its_identity_when_it_is_reworded(draft, hr):
    set_parts(cycle=draft, **CHOICES, actor=hr, at=NOON)
    before = draft.criteria.get()
    reworded = [{"code": before.code, "name": "Disiplin waktu", "description": "x"}]

    set_parts(cycle=draft, **CHOICES | {"criteria": reworded}, actor=hr, at=NOON)

    after = draft.criteria.get()
    assert (after.pk, after.public_id, after.name) == (
        before.pk,
        before.public_id,
        "Disiplin waktu",
    )


def test_criteria_go_when_the_part_is_switched_off(draft, hr):
    set_parts(cycle=draft, **CHOICES, actor=hr, at=NOON)
    off = {"CRITERIA": "off", "COMPETENCIES": "required"}

    set_parts(cycle=draft, **CHOICES | {"parts": off}, actor=hr, at=NOON)

    assert not draft.criteria.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"criteria": []}, "no_criteria"),
        (
            {"criteria": [{"code": "", "name": "x", "description": "y"}] * (MOST_CRITERIA + 1)},
            "many_criteria",
        ),
        (
            {
                "parts": {"CRITERIA": "off", "COMPETENCIES": "off"},
                "options": ["INTEGRITY_FIRST"],
            },
            "integrity_without_competencies",
        ),
    ],
)
def test_choices_that_contradict_each_other_are_refused(draft, hr, changes, code):
    with pytest.raises(Refusal) as refused:
        set_parts(cycle=draft, **CHOICES | changes, actor=hr, at=NOON)

    assert refused.value.code == code


def test_page_saves_parts_stories_options_and_criteria(page, as_dewi, draft):
    response = as_dewi.post(page("cycle_parts", draft), FORM)

    draft.refresh_from_db()
    assert response.url == page("cycle_who_sees", draft)
    assert draft.narratives == {"CHALLENGE": "optional", "INNOVATION": "required"}
    assert draft.criteria.get().name == "Komunikasi"


def test_removed_criterion_is_gone(page, as_dewi, draft, hr):
    two = [{"code": "", "name": name, "description": "Maksudnya."} for name in ("Disiplin", "Mutu")]
    set_parts(cycle=draft, **CHOICES | {"criteria": two}, actor=hr, at=NOON)
    rows = as_dewi.get(page("cycle_parts", draft)).context["rows"]
    data = FORM | {f"criteria-{n}-{k}": rows[n][k].value() for n in (0, 1) for k in rows[n].fields}
    data = {key: value for key, value in data.items() if value is not None}
    data |= {"criteria-INITIAL_FORMS": "2", "criteria-0-DELETE": "on"}

    as_dewi.post(page("cycle_parts", draft), data)

    assert draft.criteria.get().name == "Mutu"


def test_criterion_without_description_keeps_every_word(page, as_dewi, draft):
    response = as_dewi.post(page("cycle_parts", draft), FORM | {"criteria-0-description": ""})

    assert response.status_code == 422
    assert response.context["rows"][0]["name"].value() == "Komunikasi"
    assert "Jelaskan maksudnya dalam satu kalimat." in response.content.decode()
