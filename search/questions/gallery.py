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
FILES = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))


def gallery() -> dict[str, list[Question]]:
    """Context of `search/questions.html`; those that find something first."""
    list_path = reverse("search:cases")
    files = [(label, reverse("search:cases_export", args=[name])) for name, label in FILES]
    questions = [_told(question, list_path, files) for question in ReadyQuestion.objects.counted()]
    questions.sort(key=lambda question: not question["number"])
    return {"first": questions[:SHOWN_AT_ONCE], "others": questions[SHOWN_AT_ONCE:]}


def _told(question: ReadyQuestion, list_path: str, files: list[tuple[str, str]]) -> Question:
    """The addresses are the same for all of them but for what they ask."""
    asked, number = parameters(question.query).urlencode(), question.found or 0
    url, count = f"{list_path}?{asked}", cases_text(number)
    return {
        "key": question.key,
        "title": question.title,
        "note": question.note,
        "url": url,
        "number": number,
        "count": count,
        "exports": [{"label": label, "url": f"{path}?{asked}"} for label, path in files],
        "citation": _("%(title)s %(count)s // %(publisher)s. %(date)s. %(address)s")
        % {
            "title": question.title,
            "count": count,
            "publisher": PUBLISHER,
            "date": table_date(timezone.localdate()),
            "address": absolute(url),
        },
    }
