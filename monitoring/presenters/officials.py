"""Terms of office of a person, each with its main figures."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.presenters.dates import long_date
from monitoring.presenters.scorecards import summary
from monitoring.scorecards.subjects import of_tenure
from monitoring.scorecards.sums import Sums

if TYPE_CHECKING:
    from monitoring.models import Tenure


def tenure_cards(tenures: "Iterable[Tenure]", found: Mapping[int, Sums]) -> list[dict[str, Any]]:
    return [
        {
            "title": tenure.position,
            "body": str(tenure.body),
            "body_url": tenure.body.get_absolute_url(),
            "period": period(tenure),
            "source": tenure.source,
            "summary": summary(
                of_tenure(tenure),
                found.get(tenure.pk, Sums()),
                reverse("monitoring:tenure_scorecard", args=[tenure.official.key, tenure.pk]),
            ),
        }
        for tenure in tenures
    ]


def period(tenure: "Tenure") -> str:
    if tenure.ended_on is None:
        return _("since %(date)s, in office") % {"date": long_date(tenure.started_on)}
    return f"{long_date(tenure.started_on)} – {long_date(tenure.ended_on)}"
