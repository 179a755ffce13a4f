"""The programme of criteria as answered in one case."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import Answer, CriterionStage
from monitoring.models import Criterion
from monitoring.presenters.case_findings import provision_text
from monitoring.presenters.states import ANSWERS

if TYPE_CHECKING:
    from monitoring.models import Assessment, Case, Provision

CONVENTION = "AARHUS"
"""The key of the Aarhus Convention among the acts."""
WITH_DATA = frozenset({Answer.MET, Answer.PARTLY, Answer.NOT_MET})


def checklist(case: "Case") -> dict[str, Any]:
    """Answers by stage; `applicable` counts the criteria of this kind of process and those answered besides.

    What was not answered counts as without data, so that coverage tells how much is known. No index is
    shown here: by the method it exists only from half of the applicable criteria on.
    """
    assessments = sorted(case.assessments.all(), key=lambda made: (made.criterion.order, made.criterion.key))
    answers = {made.criterion_id: made.answer for made in assessments}
    applicable = {pk for pk, answer in answers.items() if answer != Answer.NOT_APPLICABLE}
    applicable |= {pk for pk in criteria_of(case) if answers.get(pk) != Answer.NOT_APPLICABLE}
    answered = sum(answer in WITH_DATA for answer in answers.values())
    silent = len(applicable - answers.keys())
    return {
        "groups": [
            {
                "title": stage.label,
                "rows": [row(made, case.language) for made in assessments if made.criterion.stage == stage],
            }
            for stage in CriterionStage
            if any(made.criterion.stage == stage for made in assessments)
        ],
        "answered": answered,
        "applicable": len(applicable),
        "coverage": _("Answered %(answered)s of %(applicable)s applicable.")
        % {"answered": answered, "applicable": len(applicable)},
        "silent": ngettext(
            "%(count)s more criterion applies to this kind of process and has no answer yet.",
            "%(count)s more criteria apply to this kind of process and have no answer yet.",
            silent,
        )
        % {"count": silent}
        if silent
        else "",
        "unverified": any(made.criterion.needs_verification for made in assessments),
    }


def criteria_of(case: "Case") -> list[int]:
    """Ids of the criteria of the case's kind of process."""
    process = case.kind.process if case.kind else ""
    if not process:
        return []
    processes = Criterion.objects.values_list("pk", "processes")
    return [pk for pk, covered in processes if process in covered]


def short_law(provision: "Provision") -> str:
    """Readers know paragraphs of the Convention by code (A6.2); codes of other acts are only ours."""
    if provision.act.key == CONVENTION:
        return f"{provision.key} {provision.name}"
    return f"{provision.name} ({provision_text(provision)})" if provision.article else provision.name


def row(made: "Assessment", language: str) -> dict[str, Any]:
    criterion = made.criterion
    answer = Answer(made.answer)
    law = "; ".join(short_law(provision) for provision in criterion.provisions.all())
    doubt = f" ({_('to be verified by a lawyer')})" if criterion.needs_verification else ""
    return {
        "anchor": f"a-{made.uid}",
        "code": criterion.key,
        "title": criterion.name,
        "legal": f"{law}{doubt}" if law else "",
        "state": ANSWERS[answer],
        "label": answer.label,
        "note": made.note,
        "lang": language,
    }
