"""How far everybody is in the running year: the story's people by name, all others by office."""

import random
from enum import StrEnum


class Status(StrEnum):
    """How far an evaluation has come; the order is that of a life."""

    NOT_STARTED = "not started"
    HALF = "half filled"
    FILLED = "filled, not sent"
    HANDED_BACK = "handed back"
    SUBMITTED = "submitted"
    REVIEWING = "half reviewed"
    REOPENED = "reopened"
    DECIDED = "decided"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


N = Status
STORY = {
    "ratna": N.HALF,
    "ahmad": N.DELIVERED,
    "sari": N.REVIEWING,
    "bima": N.SUBMITTED,
    "dewi": N.SUBMITTED,
    "yosef": N.SUBMITTED,
    "lestari": N.DECIDED,
    "fajar": N.HANDED_BACK,
    "niketut": N.NOT_STARTED,
    "hendra": N.SUBMITTED,
    "kadis_ptsp": N.SUBMITTED,
    "sek_ptsp": N.DECIDED,
    "kabid_pm": N.REVIEWING,
    "kabid_adu": N.ACKNOWLEDGED,
    "maya": N.ACKNOWLEDGED,
    "operator_dks": N.HALF,
    "sekda": N.HALF,
    "auditor": N.CLOSED,
    "kabid_cap": N.REOPENED,
    "sek_dks": N.REOPENED,
    "kabid_daf": N.SUBMITTED,
    "daf_admin": N.HALF,
    "adu_humas": N.DELIVERED,
    "pm_analis": N.DECIDED,
    "kadis_dks": N.NOT_STARTED,
    "pm_penata": N.SUBMITTED,
    "kabid_lay": N.HALF,
    "lay_muda": N.REVIEWING,
    "lay_senior": N.SUBMITTED,
    "lay_anak": N.HALF,
    "lay_keliling": N.SUBMITTED,
    "lay_koleksi": N.DECIDED,
    "lay_data": N.DECIDED,
    "lay_loket": N.DELIVERED,
}
OFFICES = {  # weights in the order of USUAL
    "INSP": (0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    "SETDA": (0, 1, 0, 0, 3, 2, 2, 3, 3, 0),
    "DUK": (2, 4, 2, 1, 15, 4, 4, 2, 2, 0),
    "PTSP": (3, 4, 2, 1, 9, 3, 3, 1, 1, 0),
    "KEC": (6, 9, 3, 1, 14, 4, 2, 1, 1, 0),
    "DKS": (11, 13, 3, 1, 14, 3, 1, 0, 1, 0),
}
USUAL = (
    N.NOT_STARTED, N.HALF, N.FILLED, N.HANDED_BACK, N.SUBMITTED, N.REVIEWING, N.DECIDED, N.DELIVERED,
    N.ACKNOWLEDGED, N.CLOSED,
)  # fmt: skip
PLANS_IN_THE_MAKING = 12  # people whose plan is not agreed yet, by chance from these units:
SLOW_UNITS = {"KEC.K2", "KEC.K4", "KEC.TRAN", "DKS.PKM1", "DKS.PKM2", "DKS.KESMAS", "PTSP.ADU"}


def status_of(member, dice):
    """Return how far somebody is."""
    if member.key in STORY:
        return STORY[member.key]
    return dice.choices(USUAL, OFFICES[member.unit.partition(".")[0]])[0]


def slow_people(members, year):
    """Return the people whose plan is still in the making: nobody of the story, no heads."""
    found = [member for member in members if member.unit in SLOW_UNITS and not member.key]
    return random.Random(year).sample(found, PLANS_IN_THE_MAKING)
