"""Filters of cases in the order in which addresses, facets and chips show them. Names are public: never change one.

Values of one filter widen (any of them), filters narrow (all of them). A body stands for itself and all below it;
a year for every year in which a dated event of the process can have begun, so that a case can stand under several.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from monitoring.enums import Article, Stage
from monitoring.models import DecisionKind, ExecutiveBody, Region, Sector
from monitoring.services.references import NATIONAL
from search.enums import Several
from search.filters.sources import Column, Flag, Source, Values
from search.filters.vocabularies import Choices, Reference, Vocabulary, Years, Yes


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    title: Any
    source: Source
    vocabulary: Vocabulary


CASE_FILTERS = (
    Filter(
        "region",
        _("Region"),
        Column("region", empty=NATIONAL),
        Reference(Region, capital=True, extra={NATIONAL: _("Whole country")}),
    ),
    Filter("body", _("Executive body"), Values(Several.BODY), Reference(ExecutiveBody)),
    Filter("kind", _("Kind of decision"), Column("kind"), Reference(DecisionKind)),
    Filter("stage", _("Stage"), Column("stage"), Choices(Stage)),
    Filter("sector", _("Sector"), Column("sector"), Reference(Sector)),
    Filter("year", _("Year"), Values(Several.YEAR), Years()),
    Filter("article", _("Article of the Convention"), Column("article"), Choices(Article)),
    Filter("findings", _("Signs of a breach"), Flag("has_findings"), Yes(_("With signs of a breach"))),
)
