"""What a page of a self-assessment sent: its texts, what clashes, what is missing."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.rules.numbers import whole_number
from appraisal.models import DraftField
from appraisal.queries.questions import NO_ANSWER, Group, Kind, Question
from appraisal.services.draft import LONGEST, Entry

MINE, THEIRS = "mine", "theirs"
SUBJECT_LETTERS = 60  # of what an answer is about, in the summary


@dataclass
class AnswerField:
    """One question as the page draws it: its text, its revision, and what is wrong with it."""

    question: Question
    draft: DraftField | None
    value: str = NO_ANSWER
    error: str = ""
    conflict: DraftField | None = None

    @property
    def revision(self):
        """Return the revision that the page is drawn with."""
        return self.draft.revision if self.draft else 0

    @property
    def options(self):
        """Return (number, value, words, chosen) of each choice."""
        choices = enumerate(self.question.choices)
        return [(n, value, words, value == self.value) for n, (value, words) in choices]

    @property
    def picked(self):
        """Return the public ids of the evidence that is picked."""
        return [name for name in self.value.split(",") if name]

    @property
    def mine(self):
        """Return the page's own answer in words, for the choice between two versions."""
        return self.in_words(self.value)

    @property
    def theirs(self):
        """Return the saved answer in words, for the choice between two versions."""
        return self.in_words(self.conflict.value)

    def in_words(self, value):
        """Return an answer as people read it; picked evidence is counted."""
        if self.question.kind is Kind.LEVEL and value:
            return _("Level %(level)s") % {"level": value}
        if self.question.kind is not Kind.EVIDENCE:
            return self.question.words(value)
        count = len([name for name in value.split(",") if name])
        text = ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", count)
        return text % {"count": count}


@dataclass
class AnswerGroup:
    """The fields of one group by the last word of their key."""

    group: Group
    fields: dict[str, AnswerField] = field(default_factory=dict)
    notes: list = field(default_factory=list)  # of the work log, to pick as evidence
    earlier: list = field(default_factory=list)  # what was answered in earlier periods

    @property
    def has_picked(self):
        """Tell whether a note is picked here."""
        return any(note.public_id in self.fields["evidence"].picked for note in self.notes)


class AnswerSheet:
    """The fields of one page, drawn from drafts or from what was posted."""

    def __init__(self, groups, drafts, data=None, conflicts=None, evidence=()):
        """Put questions, drafts and posted texts together."""
        self.data, self.conflicts, self.evidence = data, conflicts or {}, evidence
        self.general = []  # errors of the page as a whole
        self.groups = [self.draw(group, drafts) for group in groups]

    def draw(self, group, drafts):
        """Return a group with its fields."""
        drawn = AnswerGroup(group)
        for question in group.questions:
            draft = drafts.get(question.key)
            drawn.fields[question.key.rpartition(".")[2]] = AnswerField(
                question, draft, self.text_of(question, draft), conflict=self.clash(question, draft)
            )
        return drawn

    @property
    def fields(self):
        """Return all fields of the page."""
        return [item for group in self.groups for item in group.fields.values()]

    def was_posted(self, question):
        """Tell whether the page that was sent held this field."""
        return self.data is not None and f"{question.name}-rev" in self.data

    def text_of(self, question, draft):
        """Return what the field shows: the posted text, else the draft."""
        kept = draft.value if draft else NO_ANSWER
        if not self.was_posted(question) or self.choice_of(question) == THEIRS:
            return kept
        if question.kind is Kind.EVIDENCE:
            return ",".join(self.data.getlist(question.name))
        return self.data.get(question.name, NO_ANSWER)

    def choice_of(self, question):
        """Return which of two versions the person chose on this page, if any."""
        return self.data.get(f"{question.name}-use", "")

    def clash(self, question, draft):
        """Return the saved version while the person has to choose between it and the page's."""
        if question.key in self.conflicts or draft is None:
            return self.conflicts.get(question.key)
        if not self.was_posted(question) or f"{question.name}-conflict" not in self.data:
            return None
        is_chosen = self.choice_of(question) in {MINE, THEIRS}
        return None if is_chosen or draft.value == self.text_of(question, draft) else draft

    def base_of(self, question):
        """Return the revision that the sent page was drawn with."""
        return whole_number(self.data.get(f"{question.name}-rev", ""), 0)

    def entries(self):
        """Return what is to be saved: all that was sent, can be kept, and needs no choice."""
        client = self.data.get("client_id", "")[:40].replace("\0", "")
        sequence = whole_number(self.data.get("seq", ""), 0)
        return [
            Entry(item.question.key, item.value, self.base_of(item.question), client, sequence)
            for item in self.fields
            if self.was_posted(item.question) and not item.conflict and is_storable(item.value)
        ]

    def check(self, *, is_required=True):
        """Name what is missing or too long on this page; of an optional part only what was begun."""
        for group in self.groups:
            begun = any(item.value for item in group.fields.values())
            for item in group.fields.values() if is_required or begun else ():
                item.error = item.question.problem(item.value)

    def check_storable(self):
        """Name what cannot be kept at all."""
        for item in self.fields:
            if not is_storable(item.value):
                item.error = _("This text cannot be saved: it is too long or holds a hidden sign.")

    @property
    def has_conflicts(self):
        """Tell whether the person has to choose between two versions somewhere."""
        return any(item.conflict for item in self.fields)

    @property
    def errors(self):
        """Return (address, sentence) of everything that is wrong, for the summary on top."""
        clashes = [
            (f"#{item.question.name}-conflict", clash_text(group.group.title, item.question.label))
            for group in self.groups
            for item in group.fields.values()
            if item.conflict
        ]
        faults = [(f"#{item.question.anchor}", item.error) for item in self.fields if item.error]
        return [*(("", text) for text in self.general), *clashes, *faults]

    @property
    def summary(self):
        """Return the heading of the summary."""
        return summary_of(len(self.errors))

    @property
    def saved_at(self) -> datetime | None:
        """Return when something on this page was last saved."""
        return max((item.draft.saved_at for item in self.fields if item.draft), default=None)


def clash_text(title, label):
    """Return that a version is to be chosen, and of which answer about what."""
    told = {"subject": Truncator(title).chars(SUBJECT_LETTERS), "field": label}
    return _("Choose the version to use, %(subject)s: %(field)s") % told


def summary_of(count):
    """Return how many entries need the person's hand."""
    text = ngettext(
        "%(count)s entry needs to be completed", "%(count)s entries need to be completed", count
    )
    return text % {"count": count}


def is_storable(text):
    """Tell whether a text can be kept as a draft."""
    return len(text) <= LONGEST and "\0" not in text
