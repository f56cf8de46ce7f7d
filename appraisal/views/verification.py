"""Tell anybody who holds a document whether it is genuine: number, unit, year, masked name; no score, no NIP."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from appraisal.choices import DELIVERED_STAGES
from appraisal.forms.document import VerifyForm
from appraisal.models import IssuedDocument
from appraisal.queries.report import date_on_paper

CHECKS_PER_MINUTE = 30


@never_cache
@require_safe
@login_not_required
@sensitive_variables("token")
def verify(request, token):
    """Answer the QR code."""
    document = documents().filter(token=token).first()
    return answer(request, document)


@never_cache
@require_safe
@login_not_required
def verify_form(request):
    """Answer a typed number with its short code, not too often from one address."""
    form = VerifyForm(request.GET or None)
    if not form.is_bound:
        return render(request, "appraisal/verify_form.html", {"form": form})
    if too_many(client_address(request)):
        return render(
            request, "appraisal/verify_form.html", {"form": form, "wait": True}, status=429
        )
    if not form.is_valid():
        return render(request, "appraisal/verify_form.html", {"form": form}, status=422)
    document = found(**form.cleaned_data)
    if document is None:  # what was typed stays, to be compared with the paper
        context = {"form": form, "unknown": True}
        return render(request, "appraisal/verify_form.html", context, status=404)
    return answer(request, document)


def documents():
    """Return all documents with what the answer needs."""
    return IssuedDocument.objects.select_related("replaced_by", "published_result__evaluation")


def found(number, code):
    """Return the document with this number if the code is its code."""
    document = documents().filter(number=number).first()
    if document and hmac.compare_digest(document.short_code.encode(), code.encode()):
        return document
    return None


def answer(request, document):
    """Render genuine, replaced, opened again or unknown."""
    if document is None:
        return render(request, "appraisal/verify.html", status=404)
    context = {
        "document": document,
        "is_reopened": is_reopened(document),
        "dated": date_on_paper(document.published_result.snapshot),
    }
    return render(request, "appraisal/verify.html", context)


def is_reopened(document):
    """Tell whether the result behind a document is being reviewed again."""
    return document.published_result.evaluation.stage not in DELIVERED_STAGES


def client_address(request):
    """Return the visitor's address: what our own proxy wrote last, else the connection's."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def too_many(address):
    """Count the checks of an address in this minute; without the cache the proxy's limit stands alone."""
    key = f"verify:{address}"
    try:
        cache.add(key, 0, timeout=60)
        return cache.incr(key) > CHECKS_PER_MINUTE
    except (RedisError, ValueError):
        return False
