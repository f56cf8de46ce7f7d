"""What can be wrong with a row: each problem by code, with its reason and what to do about it.

A stored problem holds code, column, value and parameters; its words are those of each reader.
"""

from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmploymentKind, PositionKind

FREE_TEXT = 120
KIND_WORDS = dict(EmploymentKind.choices) | dict(PositionKind.choices)


@dataclass(frozen=True, slots=True)
class Wording:
    """Why, and what to do."""

    reason: str | Promise
    suggestion: str | Promise = ""


ERRORS = {
    "nip_missing": Wording(
        _("The NIP is empty."),
        _("Write the 18 digits, or write “pejabat tanpa NIP” in the column Jenis."),
    ),
    "nip_number": Wording(
        _("The spreadsheet turned the NIP into a number, so its last digits are lost."),
        _("Format the column as text, then type the NIP again."),
    ),
    "nip_length": Wording(
        _("A NIP has 18 digits; this one has %(digits)s."),
        _("Compare it with the decree of appointment and complete it."),
    ),
    "nip_digits": Wording(
        _("A NIP has digits only."), _("Remove letters and signs; check O and 0, l and 1.")
    ),
    "nip_birth_date": Wording(
        _("Digits 1 to 8 of the NIP are no date of birth."),
        _("They are year, month and day, like 19850412."),
    ),
    "nip_month": Wording(
        _("Digits 13 and 14 of the NIP are neither a month nor a code of PPPK."),
        _("PNS have 01 to 12 there, PPPK 21 to 29."),
    ),
    "nip_sex": Wording(
        _("Digit 15 of the NIP is neither 1 nor 2."), _("Men have 1 there, women 2.")
    ),
    "nip_serial": Wording(
        _("Digits 16 to 18 of the NIP are 000."), _("The serial number begins at 001.")
    ),
    "official_has_nip": Wording(
        _("An official without NIP has a NIP here."),
        _("Empty the NIP, or write “ASN” in the column Jenis."),
    ),
    "official_email_missing": Wording(
        _("An official without NIP is known by e-mail, and the e-mail is empty."),
        _("Write an e-mail address that only this person has."),
    ),
    "name_missing": Wording(_("The name is empty."), _("Write the name without titles.")),
    "too_long": Wording(_("The text is longer than %(limit)s characters."), _("Shorten the text.")),
    "date": Wording(_("“%(value)s” is not a date."), _("Write it like 28/02/2026.")),
    "formula": Wording(
        _("The cell holds a formula whose value is not in the file."),
        _("Copy the column and paste it as values."),
    ),
    "error_value": Wording(
        _("The cell shows an error of the spreadsheet: %(value)s."),
        _("Mend the formula, or type the value."),
    ),
    "choice": Wording(
        _("“%(value)s” is not a word that this column knows."), _("Choose from: %(words)s.")
    ),
    "email": Wording(
        _("“%(value)s” is not an e-mail address."), _("Write it like nama@instansi.go.id.")
    ),
    "email_repeated": Wording(
        _("Row %(row)s already has this e-mail address."), _("Give each person an own address.")
    ),
    "email_taken": Wording(
        _("Another person in Selaras already has this e-mail address."),
        _("Give each person an own address."),
    ),
    "repeated": Wording(
        _("This person already stands in row %(row)s of sheet %(sheet)s."),
        _("Keep one of the two rows."),
    ),
    "unit_missing": Wording(
        _("The work unit is empty."), _("Write the code or the name of the unit.")
    ),
    "unit_unknown": Wording(
        _("The work unit is not known."),
        _("Write the code as on the sheet Unit, or add the unit there."),
    ),
    "unit_similar": Wording(
        _("The work unit is not known, but there is “%(similar)s”."),
        _("Correct the name, or tick this unit above to create it."),
    ),
    "unit_new": Wording(
        _("The work unit is not known, and very few people of the file name it."),
        _("Correct the name, or tick this unit above to create it."),
    ),
    "unit_declined": Wording(
        _("The work unit is not known, and you chose not to create it."),
        _("Write the name of a unit that exists, or tick this unit above to create it."),
    ),
    "unit_ambiguous": Wording(
        _("Several work units have this name."), _("Write the code of the unit instead.")
    ),
    "unit_rejected": Wording(
        _("The row of this work unit was rejected."), _("Correct the row of the unit first.")
    ),
    "unit_outside": Wording(
        _("This work unit is outside the units you manage."),
        _("Ask the administrator of that unit to import this row."),
    ),
    "person_outside": Wording(
        _("This person works in a unit outside the units you manage."),
        _("Ask the administrator of that unit to move this person."),
    ),
    "person_without_post": Wording(
        _("This person holds no post on that day, so no unit of yours is concerned."),
        _("Ask the administrator of the whole agency to import this row."),
    ),
    "account_outside": Wording(
        _("You do not manage the account of this person, so e-mail and kind stay as they are."),
        _("Empty this cell, or ask the HR administrator of the whole agency to change it."),
    ),
    "position_missing": Wording(_("The position is empty."), _("Write the position.")),
    "grade_differs": Wording(_("The name ends with another grade."), _("Correct one of the two.")),
    "supervisor_unknown": Wording(
        _("The supervisor is neither in this file nor in Selaras."),
        _("Check the NIP of the supervisor, or write LUAR SISTEM."),
    ),
    "supervisor_ambiguous": Wording(
        _("Several people have the name of this supervisor."),
        _("Write the NIP of the supervisor instead."),
    ),
    "supervisor_own": Wording(
        _("Nobody imports the own supervisor, or oneself as supervisor."),
        _("Leave the column empty and ask another HR administrator to record it."),
    ),
    "supervisor_self": Wording(
        _("Nobody is their own supervisor."), _("Write the NIP of the person above.")
    ),
    "supervisor_circle": Wording(
        _("These people would supervise each other in a circle: %(people)s."),
        _("Correct the supervisor of one of them."),
    ),
    "head_repeated": Wording(
        _("Row %(row)s is already the head of this unit."), _("A unit has one head.")
    ),
    "head_taken": Wording(
        _("%(name)s is already the head of this unit on that day."),
        _("Add a row that moves %(name)s, or end that post first."),
    ),
    "later_change": Wording(
        _("A change from %(day)s is already recorded for this row."),
        _("Choose a date after it, or take that change back first."),
    ),
    "unit_code_missing": Wording(_("The code of the unit is empty."), _("Write a code.")),
    "unit_name_missing": Wording(_("The name of the unit is empty."), _("Write the name.")),
    "unit_repeated": Wording(
        _("Row %(row)s already has this code."), _("Keep one of the two rows.")
    ),
    "parent_unknown": Wording(
        _("The unit above is neither in this file nor in Selaras."),
        _("Check the code of the unit above."),
    ),
    "parent_missing": Wording(
        _("The unit above is empty, and several units stand at the top."),
        _("Write the code of the unit above."),
    ),
    "parent_rejected": Wording(
        _("The row of the unit above was rejected."), _("Correct that row first.")
    ),
    "parent_circle": Wording(
        _("These units would stand below each other in a circle: %(units)s."),
        _("Correct the unit above of one of them."),
    ),
    "unit_starts_later": Wording(
        _("The unit begins only on %(day)s, after the date of this import."),
        _("Choose an earlier day, or import with that date."),
    ),
}

WARNINGS = {
    "guess_position_kind": Wording(
        _("Kind of position guessed from its name: %(kind)s."),
        _("If it is wrong, fill in the column Jenis jabatan."),
    ),
    "guess_employment": Wording(
        _("Employment guessed from the NIP: %(kind)s."),
        _("If it is wrong, fill in the column Status."),
    ),
    "guess_head": Wording(
        _("Marked as head of %(unit)s because of the position."),
        _("If it is wrong, fill in the column Kepala unit."),
    ),
    "guess_supervisor": Wording(
        _("Supervisor found by name: %(name)s, NIP %(nip)s."),
        _("If it is wrong, write the NIP."),
    ),
    "grade_missing": Wording(
        _("A functional position without grade has no competency standard."),
        _("Fill in the column Jenjang."),
    ),
    "grade_ignored": Wording(_("Only functional positions have a grade."), ""),
    "rank_unknown": Wording(
        _("“%(value)s” is no rank; it was left out."), _("Write it like III/c, or IX for PPPK.")
    ),
    "rank_of_others": Wording(
        _("The rank does not fit the employment %(kind)s."),
        _("PNS have ranks like III/c, PPPK grades like IX."),
    ),
    "date_before_service": Wording(
        _("%(column)s: the date lies before the appointment that the NIP shows."),
        _("Check the date."),
    ),
    "date_ahead": Wording(
        _("%(column)s: the date lies after the date of this import."), _("Check the date.")
    ),
    "birth_date_differs": Wording(
        _("The date of birth differs from the NIP, which says %(day)s."), _("Check both.")
    ),
    "sex_differs": Wording(_("The sex differs from digit 15 of the NIP."), _("Check both.")),
    "employment_differs": Wording(
        _("The employment differs from the NIP, which is one of %(kind)s."), _("Check both.")
    ),
    "class_unknown": Wording(
        _("The job class is a number from 1 to 17; it was left out."), _("Check the number.")
    ),
    "class_differs": Wording(
        _("This position has job class %(now)s in Selaras; it was left as it is."), ""
    ),
    "phone": Wording(_("This is no phone number; it was left out."), _("Check the number.")),
    "no_supervisor": Wording(
        _("Imported without supervisor; a cycle cannot be opened for this person yet."),
        _("Fill in the column NIP atasan, or set the supervisor afterwards."),
    ),
    "supervisor_rejected": Wording(
        _("Imported without supervisor, because the row of the supervisor was rejected."),
        _("Correct the row of the supervisor, then import both again."),
    ),
    "supervisor_kept": Wording(
        _("The unit changes and no supervisor is written: the one of today stays."),
        _("Write the NIP of the new supervisor."),
    ),
    "acting": Wording(
        _("An acting post; work plans belong to the definitive post."),
        _("Import the definitive post with a row of its own."),
    ),
    "unit_at_top": Wording(_("The unit stands at the top, without a unit above it."), ""),
    "unit_below_top": Wording(
        _("No unit above is written, so the unit stands below %(unit)s."),
        _("If it is wrong, fill in the column Kode induk."),
    ),
    "account_closed": Wording(_("The account of this person is closed; it stays closed."), ""),
}


def problem(code, column="", value="", *, stage="plan", **params):
    """Return a problem as it is stored with its row."""
    return {
        "code": code,
        "column": str(column)[:FREE_TEXT],
        "value": str(value)[:FREE_TEXT],
        "is_warning": code in WARNINGS,
        "stage": stage,
        "params": params,
    }


def described(found):
    """Return a stored problem with its reason and suggestion in the language of the reader."""
    wording = WARNINGS[found["code"]] if found["is_warning"] else ERRORS[found["code"]]
    params = {"value": found["value"], "column": found["column"]} | {
        name: worded(name, value) for name, value in found["params"].items()
    }
    return found | {
        "reason": str(wording.reason) % params,
        "suggestion": str(wording.suggestion) % params,
    }


def worded(name, value):
    """Return a parameter as people read it: days as dates, codes of choices as their words."""
    if name == "day":
        return date_format(parse_date(value))
    return str(KIND_WORDS.get(value, value)) if name == "kind" else value


def errors_of(problems):
    """Return the problems that keep a row out."""
    return [found for found in problems if not found["is_warning"]]
