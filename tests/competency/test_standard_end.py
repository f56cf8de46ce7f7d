"""A required level ends from a day on: seen before, kept in the history, taken back in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from competency.models import Competency, PositionStandard
from competency.queries.standard import standard_levels
from competency.queries.standard_history import history_of
from competency.services.standard_end import end_standard, resume_standard
from tests.competency.technical import TODAY, TOMORROW
from tests.factories.accounts import actor_for, make_job_position
from tests.factories.appraisal import NOON

LATER = TODAY + timedelta(days=30)


@pytest.fixture
def own(office, monkeypatch):
    """Return a level of one position, beside that of its kind, at noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return PositionStandard.objects.create(
        competency=Competency.objects.get(code="M.03"),
        job_position=make_job_position("Analis A"),
        level=5,
        from_date=TODAY - timedelta(days=90),
        note="Perwali 1",
    )


@pytest.fixture
def kind(own):
    """Return the level of its kind."""
    rows = PositionStandard.objects.filter(competency=own.competency, job_position=None)
    return rows.get(position_kind="FUNCTIONAL", functional_grade="AHLI_MUDA")


def end(standard, person, day=LATER):
    """End a level."""
    return end_standard(standard=standard, from_date=day, actor=actor_for(person), at=NOON)


def levels_of(own, day):
    """Return {code: level} of the position on a day."""
    return standard_levels(own.job_position, own.competency.framework, day)


def test_level_of_the_kind_holds_when_that_of_the_position_ends(office, own):
    end(own, office.dewi)

    assert levels_of(own, LATER - timedelta(days=1))["M.03"] == 5
    assert levels_of(own, LATER)["M.03"] == 3


def test_competency_is_no_longer_asked_when_the_kind_ends_too(office, own, kind):
    end(own, office.dewi)
    end(kind, office.dewi)

    assert "M.03" not in levels_of(own, LATER)
    assert levels_of(own, TODAY)["M.03"] == 5


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)])
def test_level_does_not_end_under_open_evaluations(office, own, day):
    with pytest.raises(Refusal) as refused:
        end(own, office.dewi, day)

    assert (refused.value.code, "21 November 2026" in str(refused.value)) == ("past_date", True)


def test_level_ends_once_and_not_where_another_follows(office, own):
    PositionStandard.objects.filter(pk=own.pk).update(until_date=LATER - timedelta(days=1))
    next_one = PositionStandard.objects.create(
        competency=own.competency, job_position=own.job_position, level=4, from_date=LATER
    )
    with pytest.raises(Refusal) as followed:
        end(own, office.dewi)
    end(next_one, office.dewi, LATER + timedelta(days=9))
    with pytest.raises(Refusal) as again:
        end(next_one, office.dewi, LATER + timedelta(days=10))
    with pytest.raises(Refusal) as no_way_back:
        resume_standard(standard=own, actor=actor_for(office.dewi), at=NOON)

    codes = [found.value.code for found in (followed, again, no_way_back)]
    assert codes == ["followed", "ended", "followed"]


def test_end_is_taken_back_until_its_last_day_is_over(office, own):
    end(own, office.dewi, TOMORROW)
    resume_standard(standard=own, actor=actor_for(office.dewi), at=NOON)
    own.refresh_from_db()
    assert own.until_date is None

    end(own, office.dewi, TOMORROW)
    with pytest.raises(Refusal) as refused:
        resume_standard(standard=own, actor=actor_for(office.dewi), at=NOON + timedelta(days=1))

    assert refused.value.code == "begun"
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "standard_ended",
        "standard_resumed",
        "standard_ended",
    ]


def test_history_tells_past_present_and_plan(office, own):
    PositionStandard.objects.filter(pk=own.pk).update(until_date=LATER - timedelta(days=1))
    past = PositionStandard.objects.create(
        competency=own.competency,
        job_position=own.job_position,
        level=2,
        from_date=TODAY - timedelta(days=300),
        until_date=TODAY - timedelta(days=91),
    )
    planned = PositionStandard.objects.create(
        competency=own.competency, job_position=own.job_position, level=4, from_date=LATER
    )

    lines = history_of(past, TODAY)

    assert [(one.standard.pk, one.state, one.may_end) for one in lines] == [
        (planned.pk, "planned", True),
        (own.pk, "now", False),
        (past.pk, "past", False),
    ]
    assert not any(one.may_take_back for one in lines)


def test_page_says_what_follows_ends_and_takes_back(client, office, own):
    client.force_login(office.dewi)
    page = reverse("competency:standard_end", args=[own.public_id])

    asked = client.get(page)
    history = client.post(page, {"from_date": "2026-12-20"}, follow=True)
    own.refresh_from_db()
    ended = own.until_date
    back = client.post(reverse("competency:standard_resume", args=[own.public_id]), follow=True)

    assert "Penilaian yang sudah terbuka tetap memakai level 5" in asked.text
    assert "memakai level jenisnya, 3" in asked.text
    assert ended == LATER - timedelta(days=1)
    assert "Tarik pengakhiran" in history.text
    assert "Akhiri level ini" in back.text
    own.refresh_from_db()
    assert own.until_date is None


def test_page_of_a_kind_counts_the_positions_that_are_left(client, office, own, kind):
    make_job_position("Analis B")
    client.force_login(office.dewi)

    page = client.get(reverse("competency:standard_end", args=[kind.public_id]))

    assert "2 jabatan berjenis ini tidak punya level sendiri" in page.text  # not Analis A


@pytest.mark.parametrize("typed", ["", "besok", "2026-11-20"])
def test_refused_end_keeps_what_was_typed(client, office, own, typed):
    client.force_login(office.dewi)

    page = client.post(
        reverse("competency:standard_end", args=[own.public_id]), {"from_date": typed}
    )

    assert (page.status_code, page.context["form"]["from_date"].value()) == (422, typed)
    own.refresh_from_db()
    assert own.until_date is None


def test_ended_level_stays_reachable_from_the_table(client, office, own, kind):
    day = TODAY - timedelta(days=1)
    PositionStandard.objects.filter(pk__in=(own.pk, kind.pk)).update(until_date=day)
    client.force_login(office.dewi)

    table = client.get(reverse("competency:standard_list"))
    page = client.get(reverse("competency:standard_edit", args=[own.public_id]))

    assert reverse("competency:standard_edit", args=[own.public_id]) in table.text
    assert "Hari ini tidak ada level yang disyaratkan." in page.text


@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_others_end_no_levels(client, office, own, person):
    somebody = getattr(office, person)
    client.force_login(somebody)

    assert client.get(reverse("competency:standard_end", args=[own.public_id])).status_code == 403
    assert (
        client.post(reverse("competency:standard_resume", args=[own.public_id])).status_code == 403
    )
    with pytest.raises(PermissionDenied):
        end(own, somebody)


def test_get_takes_nothing_back(client, office, own):
    end(own, office.dewi)
    client.force_login(office.dewi)

    assert (
        client.get(reverse("competency:standard_resume", args=[own.public_id])).status_code == 405
    )
