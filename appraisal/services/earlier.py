"""Take what was answered in an earlier period over into a later self-assessment."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from appraisal.queries.earlier import earlier_answers
from appraisal.queries.questionnaire import drafts_of
from appraisal.services.draft import Entry, lock_for_writing, save_drafts


@transaction.atomic
def copy_earlier(*, evaluation, section, group, identity, actor, at):
    """Add the text of an earlier period below what is written already; nothing is overwritten."""
    lock_for_writing(evaluation, actor)
    answers = earlier_answers(evaluation, section, [group]).get(group.key, [])
    answer = next((one for one in answers if one.identity == identity), None)
    if answer is None:
        raise Refusal(_("This earlier answer is not there any more."), code="unknown_answer")
    key = group.text_question.key
    draft = drafts_of(evaluation, actor.employee).get(key)
    written = draft.value.rstrip() if draft else ""
    taken = f"{answer.period}: {answer.text}"
    if taken in written:
        return
    text = f"{written}\n\n{taken}".strip()
    entry = Entry(key, text, draft.revision if draft else 0)
    save_drafts(evaluation=evaluation, entries=[entry], actor=actor, at=at)
