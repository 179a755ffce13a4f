"""What the body sees of its own reply: as readers will see it, and afterwards as it was sent."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitoring.presenters.case import foreign
from monitoring.presenters.dates import long_date

if TYPE_CHECKING:
    from monitoring.models import FollowUpFile, ReplyRequest
    from monitoring.reply_form import ReplyForm


def drafted_pairs(asked: "ReplyRequest", form: "ReplyForm") -> list[dict[str, Any]]:
    """Each finding as it was told, with what is about to be sent beside it; the form is valid."""
    pairs = []
    for row in form.asked:
        texts = [text for uid, text in form.texts.items() if uid in (None, row.finding_uid)]
        sides = [reply_side(asked, form, text) for text in texts] or [
            {"title": _("Nothing written on this"), "silent": True}
        ]
        finding = {
            "title": row.title,
            "meta": _("Signs of a breach"),
            "text": row.description,
            "law_source": row.law,
            "lang": foreign(asked.case.language),
        }
        pairs.append({"finding": finding, "reply": sides[0], "more": sides[1:]})
    return pairs


def reply_side(asked: "ReplyRequest", form: "ReplyForm", text: str) -> dict[str, Any]:
    language = form.cleaned_data["language"]
    return {
        "title": ", ".join(filter(None, [form.cleaned_data["position"], asked.body_name])),
        "note": form.cleaned_data["name"],
        "meta": " · ".join([_("Reply of the body"), long_date(timezone.localdate())]),
        "text": text,
        "lang": "" if language == get_language() else language,
        "files": [paper_row(paper) for paper in asked.papers.select_related("file")],
    }


def sent_replies(asked: "ReplyRequest") -> list[dict[str, Any]]:
    """For the holder of the link, whether it is shown to others or not."""
    titles: dict[UUID | None, str] = {row.finding_uid: row.title for row in asked.findings.all()}
    return [
        {
            "about": titles.get(reply.finding_uid, ""),
            "title": f"{reply.name}, {reply.position}",
            "meta": long_date(timezone.localdate(reply.received_at)),
            "text": reply.text,
            "lang": foreign(reply.language),
            "files": [paper_row(paper) for paper in reply.files.all()],
            "state": reply.get_moderation_display(),
            "reason": reply.moderation_reason,
        }
        for reply in asked.replies.prefetch_related("files__file")
    ]


def paper_row(paper: "FollowUpFile") -> dict[str, str]:
    return {"title": paper.title, "meta": filesizeformat(paper.file.size)}
