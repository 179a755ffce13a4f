"""The programme of criteria as answered in one case: by dates, by people, and by both where they differ."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitoring.enums import Answer, CriterionStage, DeadlineState
from monitoring.presenters.deadlines import Panel, Panels, deadline_text
from monitoring.presenters.law import short_law
from monitoring.presenters.reasons import reasons_text
from monitoring.presenters.states import ANSWERS, chip

if TYPE_CHECKING:
    from monitoring.checklist.answers import MachineAnswer
    from monitoring.models import Case
    from monitoring.scoring import Score
    from monitoring.services.assessing import Assessed, Row

MEASURED = frozenset({DeadlineState.LATE, DeadlineState.SHORT})


def checklist(case: "Case", assessed: "Assessed", panels: Panels) -> dict[str, Any]:
    """Answered criteria by stage, then those that are not answered yet, with what is missing for them."""
    answered = [row for row in assessed.rows if row.answer != Answer.NO_DATA]
    waiting = [row for row in assessed.rows if row.answer == Answer.NO_DATA]
    known = any(row.answer != Answer.NOT_APPLICABLE for row in answered)
    return {
        "groups": by_stage(answered, lambda row: shown(row, case.language, panels)),
        "waiting": by_stage(waiting, lambda row: shown(row, case.language, panels)),
        "waiting_count": len(waiting),
        "figures": score_figures(assessed.score) if known else [],
        "coverage": coverage_text(assessed.score) if known else "",
        "method": reverse("monitoring:method"),
        "unverified": any(is_unverified(row) for row in answered),
    }


def by_stage(rows: "Sequence[Row]", show: "Callable[[Row], dict[str, Any]]") -> list[dict[str, Any]]:
    return [
        {"title": stage.label, "rows": [show(row) for row in rows if row.criterion.stage == stage]}
        for stage in CriterionStage
        if any(row.criterion.stage == stage for row in rows)
    ]


def index_text(score: "Score") -> str:
    return "—" if score.index is None else str(round(score.index * 100))


def score_figures(score: "Score") -> list[dict[str, str]]:
    """The index never stands without the coverage beside it."""
    address = reverse("monitoring:method")
    figures = [{"value": index_text(score), "label": _("index, of 100"), "url": f"{address}#index"}]
    answered = {"answered": score.answered, "applicable": score.applicable}
    share = _("%(answered)s of %(applicable)s") % answered
    return [*figures, {"value": share, "label": _("applicable criteria answered"), "url": ""}]


def coverage_text(score: "Score") -> str:
    answered = {"answered": score.answered, "applicable": score.applicable}
    if score.index is None:
        return _("Too little is checked for an index: %(answered)s of %(applicable)s.") % answered
    return _("Answered %(answered)s of %(applicable)s applicable.") % answered


def is_unverified(row: "Row") -> bool:
    return row.criterion.needs_verification or (row.by_machine and row.machine is not None and row.machine.unverified)


def law_of(row: "Row") -> str:
    law = "; ".join(short_law(provision) for provision in row.criterion.provisions.all())
    doubt = _("to be verified by a lawyer") if is_unverified(row) else ""
    return f"{law} ({doubt})" if law and doubt else law or doubt


def shown(row: "Row", language: str, panels: Panels) -> dict[str, Any]:
    """`said` is what the machine makes of the dates, `note` the words of a person in the language of the record."""
    machine = row.machine
    return {
        "anchor": f"a-{row.person.uid}" if row.person else f"a-{row.criterion.key}",
        "code": row.criterion.key,
        "title": row.criterion.name,
        "legal": law_of(row),
        "state": ANSWERS[row.answer],
        "label": row.answer.label,
        "by": author_of(row),
        "said": machine_text(machine) if machine else "",
        "overruled": chip(ANSWERS[machine.answer], machine.answer.label) if machine and row.overruled else None,
        "note": row.person.note if row.person else "",
        "lang": language,
        "workings": workings(machine, panels) if machine else [],
    }


def author_of(row: "Row") -> str:
    if row.overruled:
        return _("a person's answer, with a reason")
    if row.by_machine:
        return _("computed from the dates")
    return _("a person's answer") if row.answer != Answer.NO_DATA else ""


def machine_text(machine: "MachineAnswer") -> str:
    measured = [capfirst(deadline_text(term)) for term in machine.terms if term.state in MEASURED]
    return " ".join([reasons_text(machine.reasons), *(f"{text}." for text in measured)])


def workings(machine: "MachineAnswer", panels: Panels) -> list[Panel]:
    return [panel for term in machine.terms if (panel := panels.of(term))]
