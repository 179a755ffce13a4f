"""The gallery of ready questions, with what each finds."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.presenters.citation import PUBLISHER
from monitoring.presenters.dates import table_date
from monitoring.presenters.links import absolute
from monitoring.presenters.numbers import cases_text
from search.questions.asking import parameters
from search.questions.models import ReadyQuestion

Question = dict[str, Any]
SHOWN_AT_ONCE = 6


def gallery() -> dict[str, list[Question]]:
    """Context of `search/questions.html`; those that find something first."""
    questions = [told_of(question, question.found) for question in ReadyQuestion.objects.counted()]
    questions.sort(key=lambda question: not question["number"])
    return {"first": questions[:SHOWN_AT_ONCE], "others": questions[SHOWN_AT_ONCE:]}


def told_of(question: ReadyQuestion, number: int) -> Question:
    asked = parameters(question.query).urlencode()
    url = f"{reverse('search:cases')}?{asked}"
    return {
        "key": question.key,
        "title": question.title,
        "note": question.note,
        "url": url,
        "number": number,
        "count": cases_text(number),
        "exports": [
            {"label": label, "url": f"{reverse('search:cases_export', args=[name])}?{asked}"}
            for name, label in (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))
        ],
        "citation": _("%(title)s %(count)s // %(publisher)s. %(date)s. %(address)s")
        % {
            "title": question.title,
            "count": cases_text(number),
            "publisher": PUBLISHER,
            "date": table_date(timezone.localdate()),
            "address": absolute(url),
        },
    }
