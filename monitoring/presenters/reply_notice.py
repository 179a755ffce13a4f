"""The notice by which the body is invited to reply: the same in the letter, on paper and in the preview."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from monitoring.presenters.dates import long_date
from monitoring.presenters.links import absolute

if TYPE_CHECKING:
    from monitoring.models import ReplyRequest, RequestedFinding


def reply_address(token: str, language: str) -> str:
    with override(language):
        return absolute(reverse("monitoring:reply", args=[token]))


def notice(request: "ReplyRequest", findings: "Sequence[RequestedFinding]", token: str = "") -> dict[str, Any]:
    """In the language of the body; names the centre and nobody else. The link stands in it only with `token`."""
    case = request.case
    with override(request.language):
        return {
            "lang": request.language,
            "text_lang": case.language,
            "number": request.number,
            "to": request.body_name,
            "sender": str(case.centre) if case.centre else _("Aarhus Watch"),
            "date": long_date(request.sent_on) if request.sent_on else "",
            "due": long_date(request.due_on) if request.due_on else "",
            "case_title": case.title,
            "reference": case.reference or "",
            "findings": findings,
            "link": reply_address(token, request.language) if token else "",
        }
