"""Filters of cases in the order in which addresses, facets and chips show them. Names are public: never change one.

Values of one filter widen (any of them), filters narrow (all of them). A body stands for itself and all below it;
a year for every year in which a dated event of the process can have begun, so that a case can stand under several.
Of a period, `from` and `to` narrow to what can overlap it, both days inclusive.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from monitoring.enums import Article, Language, ReplyQuality, Severity, Stage
from monitoring.models import (
    Authority,
    Criterion,
    DecisionKind,
    District,
    ExecutiveBody,
    Official,
    Outcome,
    Region,
    RiskIndicator,
    Sector,
    ViolationType,
)
from monitoring.services.references import NATIONAL
from search.enums import Aspect, BodyReplyState, Group, LetterState, Several
from search.filters.sources import AtLeast, Column, Flag, Since, Source, Until, Values
from search.filters.vocabularies import Choices, Dates, Days, Reference, Vocabulary, Years, Yes
from search.finding import EVERY, Pair

if TYPE_CHECKING:
    from search.models import CaseRecord


@dataclass(frozen=True, slots=True)
class Filter:
    """`unfolded` facets are seen before one asks for more."""

    name: str
    title: Any
    source: Source
    vocabulary: Vocabulary
    group: Group
    unfolded: bool = False

    @property
    def is_yes(self) -> bool:
        """Its one value says all."""
        return isinstance(self.vocabulary, Yes)

    @property
    def is_facet(self) -> bool:
        """A period is asked for, not chosen from values."""
        return not isinstance(self.vocabulary, Dates)


MISSED = "missed"
MISSED_DAYS = AtLeast("missed_days", (1, 5, 10, 30, 90))
NATION = {NATIONAL: _("Whole country")}

PLACE = (
    Filter(
        "region",
        _("Region"),
        Column("region", empty=NATIONAL),
        Reference(Region, capital=True, extra=NATION),
        Group.PLACE,
        unfolded=True,
    ),
    Filter("district", _("District"), Column("district"), Reference(District), Group.PLACE),
    Filter("body", _("Executive body"), Values(Several.BODY), Reference(ExecutiveBody), Group.PLACE, unfolded=True),
    Filter("official", _("Official in office"), Values(Several.OFFICIAL), Reference(Official), Group.PLACE),
)
DECISION = (
    Filter("kind", _("Kind of decision"), Column("kind"), Reference(DecisionKind), Group.DECISION, unfolded=True),
    Filter("stage", _("Stage"), Column("stage"), Choices(Stage), Group.DECISION),
    Filter("sector", _("Sector"), Column("sector"), Reference(Sector), Group.DECISION),
    Filter("year", _("Year"), Values(Several.YEAR), Years(), Group.DECISION, unfolded=True),
    Filter("from", pgettext_lazy("period", "From"), Since(), Dates(), Group.DECISION),
    Filter("to", pgettext_lazy("period", "To"), Until(), Dates(), Group.DECISION),
    Filter("article", _("Article of the Convention"), Column("article"), Choices(Article), Group.DECISION),
    Filter("language", _("Language of the record"), Column("language"), Choices(Language), Group.DECISION),
    Filter("files", _("Files"), Flag("has_attachments"), Yes(_("With files")), Group.DECISION),
)
BREACH = (
    Filter(
        "findings",
        _("Signs of a breach"),
        Flag("has_findings"),
        Yes(_("With signs of a breach")),
        Group.BREACH,
        unfolded=True,
    ),
    Filter("violation", _("Type of violation"), Values(Several.VIOLATION), Reference(ViolationType), Group.BREACH),
    Filter("severity", _("Severity"), Values(Several.SEVERITY), Choices(Severity), Group.BREACH),
    Filter("risk", _("Risk indicator"), Values(Several.RISK), Reference(RiskIndicator), Group.BREACH),
    Filter(
        "criterion", _("Criterion not met"), Values(Several.CRITERION), Reference(Criterion, coded=True), Group.BREACH
    ),
    Filter(MISSED, _("Term of the law missed"), MISSED_DAYS, Days(), Group.BREACH),
)
FOLLOW_UP = (
    Filter("authority", _("Referred to"), Values(Several.AUTHORITY), Reference(Authority), Group.FOLLOW_UP),
    Filter(
        "addressee", _("Addressee of the letter"), Values(Several.ADDRESSEE), Reference(ExecutiveBody), Group.FOLLOW_UP
    ),
    Filter("letter", _("Reply to the letter"), Values(Several.LETTER), Choices(LetterState), Group.FOLLOW_UP),
    Filter(
        "quality", _("How questions were answered"), Values(Several.QUALITY), Choices(ReplyQuality), Group.FOLLOW_UP
    ),
    Filter("outcome", _("Outcome"), Values(Several.OUTCOME), Reference(Outcome), Group.FOLLOW_UP),
    Filter("reply", _("Reply of the body"), Values(Several.REPLY), Choices(BodyReplyState), Group.FOLLOW_UP),
)
CASE_FILTERS = (*PLACE, *DECISION, *BREACH, *FOLLOW_UP)


_APART = {Several.CRITERION: Aspect.CRITERIA, MISSED: Aspect.MISSED}
_TOGETHER = {
    Group.PLACE: Aspect.PLACE,
    Group.DECISION: Aspect.DECISION,
    Group.BREACH: Aspect.BREACH,
    Group.FOLLOW_UP: Aspect.FOLLOW_UP,
}
ASPECTS: dict[str, Aspect] = {EVERY[0]: Aspect.PLACE} | {
    each.name: _APART.get(each.name, _TOGETHER[each.group]) for each in CASE_FILTERS
}
"""Of each facet, where its values are kept."""


def pairs_of(record: "CaseRecord", several: Set[Pair]) -> Iterator[Pair]:
    """What a record is found by and counted under; `several` are its values of facets that hold several."""
    return ((each.name, value) for each in CASE_FILTERS for value in each.source.values(record, several))
