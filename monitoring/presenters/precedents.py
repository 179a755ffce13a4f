"""Compliance Committee cases with a mark on every cell that is known worse than a public source states it."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.enums import UNVERIFIED
from monitoring.presenters.dates import partial, partial_text

if TYPE_CHECKING:
    from monitoring.models import Precedent

PARTIES = {
    "AM": gettext_lazy("Armenia"),
    "BY": gettext_lazy("Belarus"),
    "GE": gettext_lazy("Georgia"),
    "KZ": gettext_lazy("Kazakhstan"),
    "MD": gettext_lazy("Moldova"),
    "TM": gettext_lazy("Turkmenistan"),
    "UA": gettext_lazy("Ukraine"),
}
HOME = "KZ"


def precedent_groups(precedents: "list[Precedent]") -> list[dict[str, Any]]:
    """Kazakhstan first, then what the Committee said to others."""
    home = [row(made) for made in precedents if made.party == HOME]
    others = [row(made) for made in precedents if made.party != HOME]
    groups = [(_("Against Kazakhstan"), home), (_("Against other Parties"), others)]
    return [{"title": title, "rows": rows} for title, rows in groups if rows]


def row(made: "Precedent") -> dict[str, Any]:
    def cell(term: str, field: str, value: object) -> dict[str, Any]:
        doubt = made.field_confidence.get(field) in UNVERIFIED
        return {"term": term, "value": str(value or ""), "note": _("to be verified") if doubt and value else ""}

    def date(value: Any) -> str:
        known = partial(value)
        return partial_text(known) if known else ""

    doubtful_name = made.field_confidence.get("name") in UNVERIFIED
    return {
        "anchor": made.key,
        "reference": made.reference or _("number not known"),
        "reference_doubt": bool(made.reference) and made.field_confidence.get("reference") in UNVERIFIED,
        "name": made.name,
        "doubt": made.confidence in UNVERIFIED or doubtful_name,
        "facts": [
            cell(_("Party concerned"), "party", PARTIES.get(made.party, made.party)),
            cell(_("Received"), "received", date(made.received)),
            {**cell(_("Communicant"), "communicant", made.communicant), "lang": "en"},
            cell(_("Articles alleged"), "articles_alleged", made.articles_alleged),
            cell(_("Non-compliance found with articles"), "articles_found", made.articles_found),
            cell(_("Findings adopted"), "findings_on", date(made.findings_on)),
            cell(_("Decisions of the Meeting of the Parties"), "decisions", made.decisions),
            {**cell(_("Follow-up"), "follow_up", made.follow_up), "wide": True},
        ],
    }
