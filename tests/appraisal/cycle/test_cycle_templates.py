"""The five templates as data (product.md section 2)."""

import pytest

from accounts.refusals import Refusal
from appraisal.choices import Part
from appraisal.models import CycleTemplate
from appraisal.queries.cycle_template import template_options
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.cycle_template import load_templates
from tests.factories.appraisal import NOON

pytestmark = pytest.mark.django_db


def test_five_templates_are_loaded_in_order():
    loaded = CycleTemplate.objects.order_by("position").values_list("code", "is_available")

    assert list(loaded) == [
        ("T1", True),
        ("T2", True),
        ("T3", True),
        ("T4", True),
        ("T5", True),
    ]


@pytest.mark.parametrize(
    ("code", "periods"),
    [
        ("T1", ["ANNUAL"]),
        ("T2", ["SEMESTER", "ANNUAL"]),
        ("T3", ["QUARTER", "ANNUAL"]),
        ("T4", ["QUARTER", "ANNUAL"]),
        ("T5", ["ANNUAL"]),
    ],
)
def test_template_has_its_rhythm(code, periods):
    assert CycleTemplate.objects.get(code=code).periods == periods


def test_every_template_says_something_about_every_part():
    parts = {template.code: set(template.parts) for template in CycleTemplate.objects.all()}

    assert parts == {code: set(Part.values) for code in ("T1", "T2", "T3", "T4", "T5")}


def test_parts_of_the_competency_template():
    parts = CycleTemplate.objects.get(code="T1").parts

    assert parts == {
        "WORK_PLAN": "required",
        "RESULTS": "required",
        "NARRATIVES": "optional",
        "BEHAVIOURS": "required",
        "CRITERIA": "off",
        "COMPETENCIES": "required",
        "PEERS": "off",
        "CALIBRATION": "off",
        "SURVEY": "off",
        "RATER_TRAINING": "off",
        "DEVELOPMENT": "unavailable",
        "TALENT": "off",
    }


def test_loading_again_changes_only_what_ships_with_the_product():
    own = CycleTemplate.objects.create(
        code="KOTA", name="Templat kota", summary="Milik sendiri", periods=["ANNUAL"]
    )
    CycleTemplate.objects.filter(code="T1").update(name="Nama lama")

    load_templates([{"code": "T1", "name": "Berbasis kompetensi", "summary": "x", "periods": []}])

    own.refresh_from_db()
    assert own.name == "Templat kota"
    assert CycleTemplate.objects.get(code="T1").name == "Berbasis kompetensi"
    assert CycleTemplate.objects.count() == 6


def test_option_says_what_is_still_missing():
    missing = {option.code: option.missing for option in template_options()}

    assert missing["T2"] == ("Tim penilai, Pelatihan penilai, Rencana pengembangan")


@pytest.mark.parametrize(
    ("code", "narratives", "options", "criteria"),
    [
        (
            "T1",
            {"ACHIEVEMENT": "optional", "CHALLENGE": "optional", "INNOVATION": "optional"},
            [],
            [],
        ),
        (
            "T2",
            {"ACHIEVEMENT": "required", "CHALLENGE": "required", "INNOVATION": "required"},
            [],
            ["Disiplin", "Mutu kerja", "Komunikasi"],
        ),
        (
            "T3",
            {"ACHIEVEMENT": "optional", "CHALLENGE": "optional", "INNOVATION": "required"},
            ["BOTH_MEASURES"],
            [],
        ),
        ("T4", {"ACHIEVEMENT": "required", "CHALLENGE": "required"}, ["CASCADED"], []),
        (
            "T5",
            {"ACHIEVEMENT": "optional", "CHALLENGE": "optional", "INNOVATION": "optional"},
            ["INTEGRITY_FIRST"],
            [],
        ),
    ],
)
def test_template_asks_what_the_product_page_says(code, narratives, options, criteria):
    template = CycleTemplate.objects.get(code=code)

    assert template.narratives == narratives
    assert template.options == options
    assert [row["name"] for row in template.criteria] == criteria


def test_template_that_is_switched_off_cannot_be_opened(draft, hr):
    CycleTemplate.objects.filter(code="T1").update(is_available=False)

    with pytest.raises(Refusal) as refused:
        open_cycle(cycle=draft, actor=hr, at=NOON)

    assert refused.value.code == "template_unavailable"
