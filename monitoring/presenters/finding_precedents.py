"""What the Compliance Committee found in cases about the same article, beside a finding."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.enums import UNVERIFIED
from monitoring.presenters.law import CONVENTION
from monitoring.presenters.precedents import HOME

if TYPE_CHECKING:
    from monitoring.models import Criterion, Finding, Precedent, Provision

ARTICLE = re.compile(r"^(\d+)(?:\.(\d+))?")
MOST_SHOWN = 4


def articles_found(precedent: "Precedent") -> frozenset[str]:
    """`6.1(a), 6.2` → {"6.1", "6.2"}; an article named without a paragraph stays `6`."""
    cells = (ARTICLE.match(part.strip()) for part in precedent.articles_found.split(","))
    return frozenset(".".join(filter(None, found.groups())) for found in cells if found)


def articles_of(finding: "Finding", criteria: "Iterable[Criterion]") -> frozenset[str]:
    """Paragraphs of the Convention the finding is about: of its provision, else of its criterion."""
    cited: list[Provision] = [finding.provision] if finding.provision else []
    if not any(provision.act.key == CONVENTION for provision in cited):
        cited = [law for made in criteria if made.pk == finding.criterion_id for law in made.provisions.all()]
    return frozenset(".".join(filter(None, [law.article, law.paragraph])) for law in cited if law.act.key == CONVENTION)


def precedents_beside(
    finding: "Finding", criteria: "Iterable[Criterion]", precedents: "Iterable[Precedent]"
) -> list[dict[str, Any]]:
    """Those about the same paragraph first, then about its article; Kazakhstan's before others'."""
    articles = articles_of(finding, criteria)
    ranked = sorted(
        ((_distance(articles, articles_found(made)), made) for made in precedents),
        key=lambda pair: (pair[0], pair[1].party != HOME, pair[1].order, pair[1].key),
    )
    return [_link(made) for distance, made in ranked if distance < 2][:MOST_SHOWN]


def _distance(articles: frozenset[str], found: frozenset[str]) -> int:
    """0: the same paragraph; 1: the same article; 2: neither."""
    if articles & found:
        return 0
    whole = {article.partition(".")[0] for article in articles}
    return 1 if whole & {article.partition(".")[0] for article in found} else 2


def _link(made: "Precedent") -> dict[str, Any]:
    doubtful = (made.confidence, made.field_confidence.get("reference"), made.field_confidence.get("articles_found"))
    return {
        "text": " · ".join(filter(None, [made.reference or _("number not known"), made.name])),
        "url": f"{reverse('monitoring:precedents')}#{made.key}",
        "note": _("articles %(articles)s") % {"articles": made.articles_found},
        "doubt": any(mark in UNVERIFIED for mark in doubtful),
    }
