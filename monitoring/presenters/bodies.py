"""Executive bodies: the tree, and what is known of one of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.presenters.councils import council_links
from monitoring.presenters.dates import long_date
from monitoring.presenters.links import case_list
from monitoring.presenters.numbers import cases_text

if TYPE_CHECKING:
    from monitoring.models import ExecutiveBody, Region, Tenure


def body_groups(bodies: "Iterable[ExecutiveBody]") -> list[dict[str, Any]]:
    """Bodies of the country, then of each region; in a group subordinate bodies follow theirs, one `depth` deeper.

    `bodies` come with `case_count`. A body whose superior stands in another group begins a branch of its own.
    """
    groups: dict[Region | None, list[ExecutiveBody]] = defaultdict(list)
    for body in bodies:
        groups[body.region].append(body)
    regions = sorted(groups, key=lambda region: (region is not None, region.order if region else 0))
    return [
        {
            "title": str(region) if region else _("The whole country"),
            "url": region.get_absolute_url() if region else "",
            "anchor": region.letters if region else "NAT",
            "rows": branches(groups[region]),
        }
        for region in regions
    ]


def branches(bodies: "list[ExecutiveBody]") -> list[dict[str, Any]]:
    here = {body.pk for body in bodies}
    children: dict[int | None, list[ExecutiveBody]] = defaultdict(list)
    for body in sorted(bodies, key=lambda body: str(body)):
        children[body.parent_id if body.parent_id in here else None].append(body)

    def below(parent: int | None, depth: int) -> Iterable[dict[str, Any]]:
        for body in children[parent]:
            yield row(body, depth)
            yield from below(body.pk, depth + 1)

    return list(below(None, 0))


def row(body: "ExecutiveBody", depth: int) -> dict[str, Any]:
    count: int = body.case_count  # type: ignore[attr-defined]  # annotated by with_case_counts()
    return {
        "title": str(body),
        "url": body.get_absolute_url(),
        "depth": min(depth, 4),
        "cases": cases_text(count) if count else "",
    }


def body_context(body: "ExecutiveBody") -> dict[str, Any]:
    return {
        "body": body,
        "page_title": str(body),
        "page_description": _("Monitored decisions of this body: %(name)s") % {"name": body},
        "canonical_url": body.get_absolute_url(),
        "facts": facts(body),
        "parents": [{"label": str(parent), "url": parent.get_absolute_url()} for parent in above(body)],
        "children": [
            {"label": str(child), "url": child.get_absolute_url()}
            for child in body.children.all()
            if child.merged_into_id is None
        ],
        "predecessors": [
            {"label": str(former), "url": former.get_absolute_url()} for former in body.predecessors.all()
        ],
        "heads": [tenure_row(tenure) for tenure in body.tenures.select_related("official")],
        "heads_head": [
            {"label": _("Official")},
            {"label": _("Position")},
            {"label": pgettext("term of office", "From")},
            {"label": pgettext("term of office", "To")},
        ],
        "councils": council_links(body.councils.all()),
        "all_cases": case_list(body=body.key),
    }


def above(body: "ExecutiveBody") -> "list[ExecutiveBody]":
    """Superior bodies, the highest first."""
    chain: list[ExecutiveBody] = []
    parent = body.parent
    while parent is not None and parent not in chain:
        chain.insert(0, parent)
        parent = parent.parent
    return chain


def facts(body: "ExecutiveBody") -> list[dict[str, Any]]:
    region, successor = body.region, body.successor
    return [
        {"term": _("Kind"), "value": body.get_kind_display()},
        {
            "term": _("Region"),
            "value": str(region) if region else _("The whole country"),
            "url": region.get_absolute_url() if region else "",
        },
        {"term": _("Short name"), "value": body.short_name},
        {"term": _("Business number (BIN)"), "value": body.bin},
        {"term": _("Exists since"), "value": long_date(body.valid_from) if body.valid_from else ""},
        {"term": _("Existed until"), "value": long_date(body.valid_to) if body.valid_to else ""},
        {
            "term": _("Successor"),
            "value": str(successor or ""),
            "url": successor.get_absolute_url() if successor else "",
        },
        {"term": _("Confidence"), "value": body.get_confidence_display()},
    ]


def tenure_row(tenure: "Tenure") -> list[Any]:
    until = long_date(tenure.ended_on) if tenure.ended_on else _("in office")
    official = {"text": str(tenure.official), "url": reverse("monitoring:official", args=[tenure.official.key])}
    return [official, tenure.position, long_date(tenure.started_on), until]
