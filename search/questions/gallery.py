"""The gallery of ready questions, counted once an edition of the site and language."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.page_cache import EDITION, TTL
from monitoring.presenters.citation import PUBLISHER
from monitoring.presenters.dates import table_date
from monitoring.presenters.links import absolute
from search.presenters.list_page import count_text
from search.questions.asking import counts, parameters
from search.questions.models import ReadyQuestion

Question = dict[str, Any]
SHOWN_AT_ONCE = 6


def gallery() -> dict[str, list[Question]]:
    """Context of `search/questions.html`."""
    questions = known() if settings.PAGE_CACHE else made()
    return {"first": questions[:SHOWN_AT_ONCE], "others": questions[SHOWN_AT_ONCE:]}


def known() -> list[Question]:
    key = f"ready-questions.{cache.get(EDITION, '')}.{get_language()}"
    return cache.get_or_set(key, made, TTL) or []


def made() -> list[Question]:
    """Those that find something first."""
    questions = list(ReadyQuestion.objects.shown())
    found = counts(questions) if questions else {}
    told = [told_of(question, found[question.key]) for question in questions if question.key in found]
    return sorted(told, key=lambda question: not question["number"])


def told_of(question: ReadyQuestion, number: int) -> Question:
    asked = parameters(question.query).urlencode()
    url = f"{reverse('search:cases')}?{asked}"
    return {
        "key": question.key,
        "title": question.title,
        "note": question.note,
        "url": url,
        "number": number,
        "count": count_text(number),
        "exports": [
            {"label": label, "url": f"{reverse('search:cases_export', args=[name])}?{asked}"}
            for name, label in (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))
        ],
        "citation": _("%(title)s %(count)s // %(publisher)s. %(date)s. %(address)s")
        % {
            "title": question.title,
            "count": count_text(number),
            "publisher": PUBLISHER,
            "date": table_date(timezone.localdate()),
            "address": absolute(url),
        },
    }
