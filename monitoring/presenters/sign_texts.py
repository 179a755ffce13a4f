"""A sign in words: for the desk that decides on it, and for the finding made of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from monitoring.checklist.reasons import Reason
from monitoring.councils.reasons import Reason as CouncilReason
from monitoring.enums import Answer, SuggestionSource
from monitoring.presenters.case_checklist import machine_text, workings
from monitoring.presenters.deadlines import Panels
from monitoring.presenters.reasons import reasons_text

if TYPE_CHECKING:
    from monitoring.models import Criterion, RiskIndicator, Suggestion, ViolationType
    from monitoring.services.assessing import Row


def stored_reasons(detail: dict[str, Any]) -> list[Reason | CouncilReason]:
    return [
        CouncilReason.from_json(stored) if "kind" in stored else Reason.from_json(stored)
        for stored in detail.get("reasons", [])
    ]


def title_of(
    row: "Suggestion", criterion: "Criterion", violation: "ViolationType | None", indicators: "Sequence[RiskIndicator]"
) -> str:
    if row.source == SuggestionSource.INDICATOR:
        return _("Indicator of risk: %(name)s") % {"name": indicators[0] if indicators else row.code}
    answer = Answer(row.detail.get("answer", Answer.NOT_MET)).label
    values = {"kind": violation or _("Signs of a breach"), "question": criterion.name, "answer": answer}
    return _("%(kind)s. %(question)s %(answer)s") % values


def description_of(row: "Suggestion", answer: "Row | None", indicators: "Sequence[RiskIndicator]") -> str:
    """What shows the signs, with the way the term was counted; of an indicator that it is one and proves nothing."""
    if row.source == SuggestionSource.INDICATOR:
        told = [reasons_text(stored_reasons(row.detail))]
        return " ".join([*told, _("This is an indicator of risk, not a proof of a breach.")])
    if answer is None or not answer.by_machine or answer.machine is None:
        return answer.person.note if answer and answer.person else ""
    counted = [panel["text"] for panel in workings(answer.machine, Panels()) if panel["text"]]
    note = answer.person.note if answer.person else ""
    return "\n\n".join(filter(None, [machine_text(answer.machine), *counted, note]))
