"""Context of the page of a scorecard."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.presenters import scorecard_trend as trend
from monitoring.presenters.dates import long_date, table_date
from monitoring.presenters.embeds import embed, scorecard_frame
from monitoring.presenters.scorecards import (
    cases_url,
    coverage_note,
    coverage_text,
    index_text,
    main_figures,
    need_text,
    period_text,
    sections,
    tenure_name,
)
from monitoring.scorecards.reading import Scorecard, enough
from monitoring.scorecards.subjects import Subject
from monitoring.scoring import METHOD_VERSION

if TYPE_CHECKING:
    from monitoring.models import ScorecardComment


def page_context(
    card: Scorecard, title: str, address: str, comments: "Iterable[ScorecardComment]", today: dt.date
) -> dict[str, Any]:
    """Under the least number of cases nothing but that number; `address` is the page's own, with its query."""
    subject, total = card.subject, card.total
    context = {
        "page_title": page_title(title),
        "page_description": _("Figures of monitored decisions, each with its records: %(name)s") % {"name": title},
        "canonical_url": address,
        "subject_name": title,
        "lead": lead(subject),
        "facts": facts(card, today),
        "views": views(subject),
        "cases_url": cases_url(subject) if total.cases else "",
    }
    if not enough(total):
        return {**context, "need": need_text(total)}
    parts = sections(card)
    return {
        **context,
        "figures": main_figures(subject, total),
        "figures_note": coverage_note(total),
        "trend": trend.chart(card, title, address, today),
        "embed": embed(scorecard_frame(address, page_title(title))),
        "sections": [part for part in parts if part["rows"]],
        "nothing": ", ".join(part["title"].lower() for part in parts if not part["rows"]),
        "pairs": pairs(card, comments, today),
    }


def page_title(title: str) -> str:
    return _("Scorecard: %(name)s") % {"name": title}


def embed_context(card: Scorecard, title: str, address: str, today: dt.date) -> dict[str, Any]:
    """The trend alone, for a frame on another site; `address` is the frame's own."""
    context = {"page_title": page_title(title), "canonical_url": address.replace("/embed/", "/", 1)}
    if not enough(card.total):
        return {**context, "need": need_text(card.total)}
    return {**context, "chart": trend.drawing(card, title), "caption": trend.caption(card, today)}


def lead(subject: Subject) -> str:
    if subject.tenure is not None:
        return _("What was decided, or heard before a decision, surely within this term of office: %(term)s.") % {
            "term": tenure_name(subject.tenure)
        }
    if subject.below:
        return _("Together with its subordinate bodies. Figures follow what was monitored, not all that was decided.")
    return _("Figures follow what was monitored, not all that was decided.")


def facts(card: Scorecard, today: dt.date) -> list[dict[str, Any]]:
    method = reverse("monitoring:method")
    return [
        {"term": _("Method"), "value": _("version %(version)s") % {"version": METHOD_VERSION}, "url": method},
        {"term": _("As of"), "value": long_date(today)},
        {"term": _("Records"), "value": _("published cases only; drafts and withdrawn cases do not count")},
    ]


def views(subject: Subject) -> list[dict[str, str]]:
    """The same figures with and without subordinate bodies, and where they belong."""
    body = subject.body
    if body is None:
        return []
    address = reverse("monitoring:body_scorecard", args=[body.key])
    links = [{"label": str(body), "url": body.get_absolute_url()}]
    if subject.tenure is not None or subject.below:
        links.append({"label": _("Scorecard of the body alone"), "url": address})
    if not subject.below:
        links.append({"label": _("Scorecard with subordinate bodies"), "url": f"{address}?below=1"})
    if body.region is not None:
        region = reverse("monitoring:region_scorecard", args=[body.region.letters])
        links.append({"label": _("Scorecard of the region: %(region)s") % {"region": body.region}, "url": region})
    return links


def pairs(card: Scorecard, comments: "Iterable[ScorecardComment]", today: dt.date) -> list[dict[str, Any]]:
    """What the record says in words beside each comment of the body, the same size."""
    if card.subject.body is None or card.subject.tenure is not None:
        return []
    said = {
        "title": _("What the record says"),
        "meta": period_text(card, today),
        "text": in_words(card),
        "plain": True,
    }
    replies: list[dict[str, Any]] = [
        {
            "meta": _("Comment of the body, %(date)s") % {"date": table_date(comment.received_on)},
            "title": f"{comment.name}, {comment.position}",
            "text": comment.text,
            "lang": comment.language,
        }
        for comment in comments
    ]
    none: dict[str, Any] = {
        "meta": _("Comment of the body"),
        "title": _("The body has not commented on its scorecard"),
        "text": _("It may do so at any time through the Aarhus centre of its region; the comment will stand here."),
        "silent": True,
    }
    return [{"finding": said, "reply": reply} for reply in replies or [none]]


def in_words(card: Scorecard) -> str:
    total = card.total
    parts = [
        _("Published cases: %(cases)s.") % {"cases": total.cases},
        _("Checked: %(answered)s of %(applicable)s criteria that apply (%(coverage)s).")
        % {"answered": total.answered, "applicable": total.applicable, "coverage": coverage_text(total)},
        coverage_note(total) or _("Index: %(index)s of 100.") % {"index": index_text(total)},
        _("Signs of a breach: %(findings)s.") % {"findings": total.findings},
    ]
    return " ".join(parts)
