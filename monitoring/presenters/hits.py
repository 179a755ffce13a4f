"""Cases as items of a list."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from monitoring.presenters.case import shortened
from monitoring.presenters.dates import table_date
from monitoring.presenters.states import stage_chips

if TYPE_CHECKING:
    from monitoring.models import Case


def case_hits(cases: "Iterable[Case]") -> list[dict[str, Any]]:
    return [hit(case) for case in cases]


def hit(case: "Case") -> dict[str, Any]:
    place = " · ".join(str(part) for part in (case.kind, case.region, case.body or case.body_text) if part)
    return {
        "ref": f"{case.reference} · {table_date(case.last_published_at)}" if case.last_published_at else case.reference,
        "url": case.get_absolute_url(),
        "title": case.title,
        "lang": "" if case.language == get_language() else case.language,
        "meta": place,
        "snippet": shortened(case.summary),
        "chips": stage_chips(case),
    }
