"""Words of a technical competency, as the service and as the page take them."""

from datetime import date, timedelta

from competency.models import CompetencyFramework, PositionStandard
from competency.services.competency import add_competency
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)


def words(code="T.01", name="Pengelolaan jaringan"):
    """Return complete words."""
    levels = {
        level: (f"Arti {level}", (f"a{level}", f"b{level}", f"c{level}")) for level in range(1, 6)
    }
    return {
        "code": code,
        "name": name,
        "name_en": "Network management",
        "definition": "Menjaga jaringan.",
        "levels": levels,
    }


def add(dewi, code="T.01", from_date=TOMORROW, at=NOON):
    """Add a competency as the HR administrator of the whole agency."""
    framework = CompetencyFramework.objects.current(date(2026, 11, 1))
    return add_competency(
        framework=framework, words=words(code), from_date=from_date, actor=actor_for(dewi), at=at
    )


def typed(**changes):
    """Return what the form sends."""
    given = words()
    fields = {name: given[name] for name in ("code", "name", "name_en", "definition")}
    fields["from_date"] = "2099-01-01"
    for level, (description, indicators) in given["levels"].items():
        fields[f"description_{level}"] = description
        for number, text in enumerate(indicators, start=1):
            fields[f"indicator_{level}_{number}"] = text
    return fields | changes


def require(competency, kind="FUNCTIONAL", level=3):
    """Let all functional posts of grade Ahli Muda require a competency."""
    return PositionStandard.objects.create(
        competency=competency,
        position_kind=kind,
        functional_grade="AHLI_MUDA",
        level=level,
        from_date=competency.from_date,
    )


def address(page, positions):
    """Return the address of a page for some positions."""
    return f"{page}?" + "&".join(f"posts={position.public_id}" for position in positions)
