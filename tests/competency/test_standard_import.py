"""Standards from a workbook: read, preview, apply as one, and nothing for running appraisals."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from competency.models import Competency, PositionStandard
from competency.queries.standard import standard_levels
from competency.services.standard_import import request_standards
from tests.competency.standard_books import apply, outcomes, own_levels, upload
from tests.competency.technical import TODAY, TOMORROW, add
from tests.factories.accounts import actor_for, make_job_position
from tests.factories.appraisal import NOON


def test_levels_of_a_workbook_hold_from_its_day(office, two_posts):
    rows = [["analis  a", None, None, 5, "Level 3"], ["Tenaga", "Fungsional", "", 2, ""]]

    batch = apply(office.dewi, upload(office.dewi, rows))

    assert batch.applied_by == office.dewi
    assert own_levels(two_posts[0]) == [
        ("M.01", 5, TOMORROW, None)
    ]  # the other level is the kind's
    assert own_levels(two_posts[1]) == [("M.01", 2, TOMORROW, None)]
    assert PositionStandard.objects.filter(note="Perwali 1").count() == 2
    framework = Competency.objects.first().framework
    assert standard_levels(two_posts[0], framework, TODAY)["M.01"] == 3


def test_all_levels_of_a_row_are_set_together(office, two_posts):
    codes = list(Competency.objects.order_by("position").values_list("code", flat=True))

    batch = upload(
        office.dewi, [["Tenaga", *range(1, 6), *range(1, 5)]], headers=["Jabatan", *codes]
    )
    apply(office.dewi, batch)

    rows = PositionStandard.objects.filter(job_position=two_posts[1]).order_by(
        "competency__position"
    )
    assert list(rows.values_list("level", flat=True)) == [1, 2, 3, 4, 5, 1, 2, 3, 4]


def test_preview_says_what_becomes_of_each_row(office, two_posts):
    make_job_position("Analis A", grade="AHLI_MADYA")
    rows = [
        ["Analis A", "", "Ahli Muda", 5, ""],
        ["Tenaga", "", "", 1, 1],
        ["Kepala Dinas", "JPT Pratama", "", 4, 4],
        ["Kepala Dinas", "", "", 2, ""],
        ["Analis A", "", "", 4, ""],
        ["Kepala Bidang", "Pelaksana", "", 4, ""],
        ["Penjaga", "", "", 4, ""],
        ["", "", "", 4, ""],
        ["Analis Kebijakan", "Sibuk", "Ahli Baru", 6, "tinggi"],
        ["Mengetahui, Kepala BKPSDM", "", "", "", ""],
    ]

    batch = upload(office.dewi, rows)

    assert outcomes(batch) == [
        (2, "CHANGED", []),
        (3, "NEW", []),
        (4, "UNCHANGED", []),
        (5, "REJECTED", ["position_twice"]),
        (6, "REJECTED", ["position_ambiguous"]),
        (7, "REJECTED", ["position_differs"]),
        (8, "REJECTED", ["position_unknown"]),
        (9, "REJECTED", ["position_missing"]),
        (10, "REJECTED", ["level", "level", "kind_unknown", "grade_unknown"]),
    ]
    assert batch.facts["tables"][0]["others"] == 1


def test_same_file_again_changes_nothing(office, two_posts):
    rows = [["Analis A", "", "", 5, 4]]
    apply(office.dewi, upload(office.dewi, rows))
    before = list(PositionStandard.objects.order_by("pk").values())

    again = upload(office.dewi, rows)

    assert outcomes(again) == [(2, "UNCHANGED", [])]
    with pytest.raises(Refusal) as refused:
        request_standards(batch=again, actor=actor_for(office.dewi), at=NOON)
    assert refused.value.code == "nothing"
    assert list(PositionStandard.objects.order_by("pk").values()) == before


def test_old_level_ends_the_day_before(office, two_posts):
    later = TODAY + timedelta(days=30)
    apply(office.dewi, upload(office.dewi, [["Tenaga", "", "", 1, ""]]))

    apply(office.dewi, upload(office.dewi, [["Tenaga", "", "", 2, ""]], from_date=later))

    assert own_levels(two_posts[1]) == [
        ("M.01", 1, TOMORROW, later - timedelta(days=1)),
        ("M.01", 2, later, None),
    ]


def test_level_of_today_and_planned_one_stay(office, two_posts):
    apply(office.dewi, upload(office.dewi, [["Tenaga", "", "", 1, ""]]))

    batch = upload(
        office.dewi, [["Analis A", "", "", 5, ""], ["Tenaga", "", "", 2, ""]], from_date=TODAY
    )

    assert outcomes(batch) == [
        (2, "REJECTED", ["held_today"]),
        (3, "REJECTED", ["later_planned"]),
    ]


def test_rejected_row_keeps_only_itself_out(office, two_posts):
    rows = [["Analis A", "", "", 9, 5], ["Tenaga", "", "", 2, ""]]

    apply(office.dewi, upload(office.dewi, rows))

    assert own_levels(two_posts[0]) == []
    assert own_levels(two_posts[1]) == [("M.01", 2, TOMORROW, None)]


def test_what_changed_after_the_preview_is_not_overwritten(office, two_posts):
    batch = upload(office.dewi, [["Tenaga", "", "", 2, ""], ["Analis A", "", "", 5, ""]])
    PositionStandard.objects.create(
        competency=Competency.objects.get(code="M.01"),
        job_position=two_posts[1],
        level=4,
        from_date=TOMORROW,
    )

    apply(office.dewi, batch)

    assert (batch.applied_at, own_levels(two_posts[0])) == (None, [])
    assert "berubah setelah pratinjau" in batch.job.error


def test_technical_competency_waits_for_its_first_day(office, two_posts):
    begins = TODAY + timedelta(days=9)
    add(office.dewi, from_date=begins)
    headers, rows = ["Jabatan", "T.01", "Catatan"], [["Tenaga", 2, "baru"]]

    early = upload(office.dewi, rows, headers=headers)
    batch = upload(office.dewi, rows, headers=headers, from_date=begins)

    assert outcomes(early) == [(2, "REJECTED", ["begins_later"])]
    assert outcomes(batch) == [(2, "NEW", [])]
    assert batch.facts["tables"][0]["unread"] == ["Catatan"]


def test_file_without_a_table_is_refused(office, two_posts):
    batch = upload(office.dewi, [["Analis A", "x", "y"]], headers=["Nama", "NIP", "Unit"])

    assert (batch.problem, batch.read_at) == ("no_standards", None)


def test_every_position_gets_its_line_in_the_audit_trail(office, two_posts):
    apply(office.dewi, upload(office.dewi, [["Analis A", "", "", 5, ""], ["Tenaga", "", "", 2, 1]]))

    events = AuditEvent.objects.filter(action="standards_set").order_by("pk")
    assert [event.data for event in events] == [
        {"levels": {"M.01": 5}},
        {"levels": {"M.01": 2, "M.02": 1}},
    ]
    assert AuditEvent.objects.get(action="import_applied").subject_label == (
        "competency.StandardImport"
    )


def test_reading_costs_the_same_for_any_number_of_rows(office, two_posts):
    for number in range(3):
        make_job_position(f"Posisi {number}")

    costs = []
    for count in (1, 3):
        rows = [[f"Posisi {number}", "", "", 5, 4] for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            upload(office.dewi, rows)
        costs.append(len(queries))

    assert costs[0] == costs[1]
