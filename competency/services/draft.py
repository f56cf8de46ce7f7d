"""Keep and throw away drafts of technical competencies."""

from django.core.exceptions import PermissionDenied

from competency.models import CompetencyDraft


def save_draft(*, draft, words, actor, at):
    """Keep what was typed so far; without a draft begin one. Return it."""
    refuse_others(draft, actor)
    draft = draft or CompetencyDraft(author=actor.employee)
    draft.words, draft.saved_at = words, at
    draft.save()
    return draft


def discard_draft(*, draft, actor):
    """Throw a draft away: it was finished, or nobody wants it."""
    refuse_others(draft, actor)
    draft.delete()


def refuse_others(draft, actor):
    """Let only the author touch a draft, and only who keeps the dictionary."""
    if not actor.is_hr_of_everything or (draft and draft.author_id != actor.employee.pk):
        raise PermissionDenied
