"""Answer whoever saves a review that has moved on: who did what when, and every word to copy."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from appraisal.choices import EvaluationStage
from appraisal.forms.review import posted_entries
from appraisal.queries.review import sheet_of
from appraisal.queries.review_late import last_deed, unsaved_words
from appraisal.views.words_kept import Kept, keep_words

CHOICES = ("-mark", "-level", "-indicators", "-competency", "_rating")  # how their names end


def came_late(request, evaluation, page, drafts):
    """Show what happened with what was typed and not saved; None when no word is lost."""
    sheet = sheet_of(evaluation, drafts, page.parts)
    words = unsaved_words(sheet, posted_entries(request.POST, page.fields(sheet)), drafts)
    deed = last_deed(evaluation)
    if not words:
        messages.warning(request, deed)
        return None
    title = _("The appraisal of %(name)s moved on while you were writing")
    way = returned if evaluation.stage == EvaluationStage.SELF_ASSESSMENT else decided
    return keep_words(
        request,
        Kept(title % {"name": evaluation.employee.name}, words=words, deed=deed, **way(evaluation)),
    )


def returned(evaluation):
    """Say what to do with words for a self-assessment that its author has back."""
    return {
        "text": _(
            "What you saved before is kept as your draft. What stands below was not saved: copy it"
            " now, and put it in when the self-assessment is sent again."
        ),
        "url": reverse("appraisal:review_competencies", args=[evaluation.public_id]),
        "button": _("Read the note of the return"),
    }


def decided(evaluation):
    """Say what to do with words for a result that is decided."""
    return {
        "text": _(
            "What stands below was not saved and is not part of the result. Copy what you still need."
        ),
        "url": reverse("appraisal:result_detail", args=[evaluation.public_id]),
        "button": _("Open the result"),
    }


def is_text(data, name):
    """Tell whether a posted field is a draft in somebody's own words, and no choice."""
    return bool(f"{name}-rev" in data and data[name].strip() and not name.endswith(CHOICES))


def no_longer_theirs(request):
    """Keep the texts of somebody whom the review is not open for any more; 404 without any."""
    words = [("", value) for name, value in request.POST.items() if is_text(request.POST, name)]
    if not words:
        raise Http404
    text = _(
        "Somebody else is in charge now, or your delegation has ended. The texts of this page stand"
        " below, whether they were saved or not. Copy what you still need."
    )
    return keep_words(
        request, Kept(_("This review is no longer open for you"), text, words), status=404
    )
