"""Public councils: the list by region, and what is known of one of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.councils.composition import composition, in_term
from monitoring.councils.quorum import members_on, simple_fraction
from monitoring.enums import MemberSector
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import long_date, partial_table_date, table_date
from monitoring.presenters.deadlines import amount_text, rule_line
from monitoring.rules import term_of

if TYPE_CHECKING:
    from monitoring.councils.regularity import Gap
    from monitoring.models import Council, CouncilMember, DeadlineRule, Region

Counts = Mapping[int, Mapping[str, Any]]


def council_groups(
    councils: "Iterable[Council]", members: Mapping[int, int], last: Mapping[int, str], replies: Counts
) -> list[dict[str, Any]]:
    """Councils of the country, then of each region."""
    groups: dict[Region | None, list[Council]] = defaultdict(list)
    for council in councils:
        groups[council.body.region].append(council)
    regions = sorted(groups, key=lambda region: (region is not None, region.order if region else 0))
    return [
        {
            "title": str(region) if region else _("The whole country"),
            "url": region.get_absolute_url() if region else "",
            "anchor": region.letters if region else "NAT",
            "rows": [
                row(council, members.get(council.pk, 0), last.get(council.pk, ""), replies.get(council.pk, {}))
                for council in sorted(groups[region], key=str)
            ],
        }
        for region in regions
    ]


def council_head() -> list[dict[str, Any]]:
    return [
        {"label": _("Public council")},
        {"label": _("Executive body")},
        {"label": _("Term")},
        {"label": _("Members"), "number": True},
        {"label": _("Last known session")},
        {"label": pgettext("recommendations", "Sent"), "number": True},
        {"label": pgettext("recommendations", "Answered"), "number": True},
        {"label": pgettext("recommendations", "Overdue"), "number": True},
    ]


def row(council: "Council", members: int, last: str, replies: Mapping[str, Any]) -> list[Any]:
    overdue = replies.get("overdue", 0)
    return [
        {"text": str(council), "url": council.get_absolute_url()},
        {"text": str(council.body), "url": council.body.get_absolute_url()},
        term_text(council) or _("not recorded"),
        {"text": str(members) if members else "—", "number": True},
        partial_table_date(PartialDate(last)) if last else _("none recorded"),
        {"text": str(replies.get("sent", 0)), "number": True},
        {"text": str(replies.get("answered", 0)), "number": True},
        {
            "text": str(overdue),
            "number": True,
            "url": f"{reverse('monitoring:councils_unanswered')}?council={council.key}" if overdue else "",
        },
    ]


def term_text(council: "Council") -> str:
    first, last = council.term_from, council.term_to
    if first and last:
        return f"{table_date(first)} – {table_date(last)}"
    if last:
        return _("until %(date)s") % {"date": table_date(last)}
    return _("from %(date)s") % {"date": table_date(first)} if first else ""


def facts(council: "Council", members: "Sequence[CouncilMember]", today: dt.date) -> list[dict[str, Any]]:
    """Facts with nothing known are left out, except those whose absence tells something."""
    body, sitting = council.body, len(members_on(members, today))
    known_from = council.sessions_known_from
    return [
        {"term": _("Executive body"), "value": str(body), "url": body.get_absolute_url()},
        {
            "term": _("Region"),
            "value": str(body.region or _("The whole country")),
            "url": body.region.get_absolute_url() if body.region else "",
        },
        {"term": _("Term"), "value": term_text(council) or _("not recorded"), "note": term_note(council, today)},
        {"term": _("Number of seats"), "value": str(council.size or "")},
        {"term": _("Members today"), "value": str(sitting) if sitting else _("not recorded")},
        {"term": _("Quorum"), "value": quorum_text(council), "note": council.quorum_source},
        {
            "term": _("All sessions are recorded since"),
            "value": long_date(known_from) if known_from else "",
        },
        {"term": _("Confidence"), "value": council.get_confidence_display()},
    ]


def term_note(council: "Council", today: dt.date) -> str:
    if in_term(council, today) is not False:
        return ""
    return _("The term has not begun.") if council.term_from and today < council.term_from else _("The term has ended.")


def quorum_text(council: "Council") -> str:
    if council.quorum_share is None:
        return _("not recorded")
    share = simple_fraction(council.quorum_share)
    return _("at least %(share)s of all members") % {"share": share} if share < 1 else _("all members")


def sector_rows(members: "Iterable[CouncilMember]", today: dt.date) -> list[dict[str, Any]]:
    """Members today by sector, with the share of each in percent."""
    made = composition(members, today)
    return [
        {"label": str(sector.label), "count": count, "percent": made.percent(sector)}
        for sector, count in made.by_sector
    ]


def member_table(members: "Iterable[CouncilMember]") -> dict[str, Any]:
    """Whoever sits or sat, by name; an end that is not recorded is told."""
    return {
        "head": [
            {"label": _("Member")},
            {"label": pgettext("member of a council", "Sector")},
            {"label": _("Represents")},
            {"label": pgettext("term of office", "From")},
            {"label": pgettext("term of office", "To")},
        ],
        "rows": [
            [
                member.name,
                str(MemberSector(member.sector).label),
                member.represents or "—",
                table_date(member.started_on) if member.started_on else "—",
                table_date(member.ended_on) if member.ended_on else "—",
            ]
            for member in members
        ],
    }


def gap_rows(gaps: "Iterable[Gap]", *, unverified: bool) -> list[str]:
    """One sentence a gap, the latest first; `unverified`: nobody has confirmed the term yet."""
    doubt = _("The term is to be verified by a lawyer.") if unverified else ""
    return [
        _("No session from %(after)s to %(until)s; one was due by %(due)s.")
        % {"after": long_date(gap.after), "until": long_date(gap.until), "due": long_date(gap.due_on)}
        + (f" {doubt}" if doubt else "")
        for gap in sorted(gaps, key=lambda gap: gap.after, reverse=True)
    ]


def reply_figures(counts: Mapping[str, Any], council: str = "") -> list[dict[str, Any]]:
    """Recommendations sent, answered and overdue; the last opens the list of them."""
    overdue = counts.get("overdue", 0)
    page = reverse("monitoring:councils_unanswered")
    address = f"{page}?council={council}" if council else page
    return [
        {"value": counts.get("sent", 0), "label": _("recommendations sent to bodies")},
        {"value": counts.get("answered", 0), "label": _("of them answered")},
        {"value": overdue, "label": _("without a reply, the term has passed"), "url": address if overdue else ""},
    ]


def rule_rows(rules: "Iterable[DeadlineRule]") -> list[dict[str, Any]]:
    """The terms that sessions and recommendations are held to, each with its doubt."""
    return [
        {"term": rule.name, "value": amount_text(term), "note": rule_line(rule)}
        for rule in rules
        if (term := term_of(rule))
    ]


def council_links(councils: "Iterable[Council]") -> list[dict[str, str]]:
    return [
        {"label": str(council), "url": council.get_absolute_url(), "meta": capfirst(term_text(council))}
        for council in councils
    ]
