"""What a question is: how its answer is checked, shown and pointed at. It knows no table."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

NO_ANSWER = ""


class Kind(StrEnum):
    """How an answer is given."""

    TEXT = "text"
    MARK = "mark"  # the three steps
    LEVEL = "level"  # 1 to 5
    CHOICE = "choice"
    EVIDENCE = "evidence"  # public ids, separated by commas


def length_of(text):
    """Count characters as the page does: a line break is one, blanks around the text are none."""
    return len(plain(text).strip())


def plain(text):
    """Return a text with one kind of line break; browsers send two kinds for the same text."""
    return text.replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Question:
    """One field: its key, what is asked, and what to say when the answer is missing."""

    key: str
    kind: Kind
    label: str
    help: str = ""
    required: bool = True
    min_length: int = 0
    max_length: int = 0
    choices: tuple[tuple[str, Promise], ...] = ()
    missing: str = ""
    short: str = ""  # the label where answers are read, if the question is a long one

    @property
    def name(self):
        """Return the name of the field in a form."""
        return self.key.replace(".", "-")

    @property
    def short_label(self):
        """Return the label that stands before an answer."""
        return self.short or self.label

    @property
    def anchor(self):
        """Return the id of the field, or of its first choice."""
        return f"id_{self.name}_0" if self.choices else f"id_{self.name}"

    def problem(self, value):
        """Return the sentence that says what is missing, or nothing."""
        if self.kind is Kind.EVIDENCE:
            return ""
        if self.choices:
            is_missing = value not in dict(self.choices)
            return self.missing if is_missing and (self.required or value) else ""
        return self.problem_of_text(length_of(value))

    def problem_of_text(self, length):
        """Return what is wrong with the length of a text, or nothing."""
        if self.max_length and length > self.max_length:
            most = formats.number_format(self.max_length)
            return _("Shorten the text to at most %(most)s characters") % {"most": most}
        too_short = length < max(self.min_length, 1)
        return self.missing if too_short and (self.required or length) else ""

    def words(self, value):
        """Return an answer as people read it."""
        return str(dict(self.choices).get(value, NO_ANSWER)) if self.choices else value


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is missing, and where to mend it."""

    question: Question
    group: "Group"
    message: str

    @property
    def title(self):
        """Return the sentence as it stands among those of other pages."""
        needs_name = self.group.key.startswith("competency.")
        if not needs_name or self.group.title in self.message:
            return self.message
        return f"{self.group.title}: {self.message}"

    @property
    def url(self):
        """Return the address of the field on its page; from there one comes back to the check."""
        return f"{self.group.url}?from=check#{self.question.anchor}"


@dataclass(frozen=True, slots=True)
class Group:
    """What is asked about one planned result, one story, one core value or one competency."""

    key: str
    title: str
    subject: object
    questions: tuple[Question, ...]
    url: str  # of the page on which it is asked
    minutes: int
    declared_by: str = ""  # the key of the question "are you done with this?"

    @property
    def is_required(self):
        """Tell whether anything must be answered here."""
        return any(question.required for question in self.questions)

    @property
    def text_question(self):
        """Return the question that is answered in a longer text: the first of its kind."""
        return next(question for question in self.questions if question.kind is Kind.TEXT)

    def is_started(self, values):
        """Tell whether anything has been written here."""
        return any(values.get(question.key) for question in self.questions)

    def is_done(self, values):
        """Tell whether nothing is missing here and, where it is asked, the person says so."""
        declared = not self.declared_by or values.get(self.declared_by) == "yes"
        return declared and not self.problems(values)

    def problems(self, values):
        """Return what is missing here."""
        found = [(q, q.problem(values.get(q.key, NO_ANSWER))) for q in self.questions]
        return [Problem(question, self, message) for question, message in found if message]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a self-assessment."""

    key: str
    title: str
    groups: tuple[Group, ...]
    is_required: bool = True

    def asked(self, values):
        """Return the groups that count: all, or of an optional part those that were begun."""
        return [g for g in self.groups if self.is_required or g.is_started(values)]

    @property
    def questions(self):
        """Return all questions of this part."""
        return [question for group in self.groups for question in group.questions]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All that a cycle asks one employee about one evaluation."""

    sections: tuple[Section, ...]

    @property
    def groups(self):
        """Return every group, in the order of the pages."""
        return [group for section in self.sections for group in section.groups]

    def section(self, key):
        """Return a part, or None when this cycle does not ask for it."""
        return next((section for section in self.sections if section.key == key), None)

    def problems(self, values):
        """Return everything that is missing before this may be sent."""
        return [
            problem
            for section in self.sections
            for group in section.asked(values)
            for problem in group.problems(values)
        ]
