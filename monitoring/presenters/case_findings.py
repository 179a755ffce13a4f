"""Signs of a breach beside the place of the body's reply, and where each was referred."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from monitoring.presenters.case_replies import CaseReplies, reply_entries
from monitoring.presenters.states import chip, finding_chip, to_be_verified

if TYPE_CHECKING:
    from monitoring.models import Case, Finding, Provision


def shown_findings(case: "Case") -> "list[Finding]":
    return [finding for finding in case.findings.all() if finding.is_shown]


def pair(finding: "Finding", language: str, known: CaseReplies, today: dt.date) -> dict[str, Any]:
    severity = _("severity %(severity)s") % {"severity": finding.get_severity_display()}
    kind = str(finding.violation_type or "")
    provision, criterion = finding.provision, finding.criterion
    chips = [finding_chip(known.status(finding))]
    if any(law and law.needs_verification for law in (provision, criterion)):
        chips.append(to_be_verified())
    chips += [
        chip("plain", _("Risk indicator: %(name)s") % {"name": indicator})
        for indicator in finding.risk_indicators.all()
    ]
    first, *more = reply_entries(finding, known, today)
    return {
        "finding": {
            "anchor": f"f-{finding.uid}",
            "title": finding.title,
            "meta": " · ".join(filter(None, [kind, severity])),
            "text": finding.description,
            "law": provision.name if provision else "",
            "law_source": law_source(finding),
            "note": responsible(finding),
            "chips": chips,
            "lang": language,
        },
        "reply": first,
        "more": more,
    }


def law_source(finding: "Finding") -> str:
    criterion = finding.criterion
    cited = [provision_text(finding.provision)] if finding.provision else []
    if criterion:
        cited.append(_("criterion %(code)s: %(name)s") % {"code": criterion.key, "name": criterion.name})
    return " · ".join(cited)


def provision_text(provision: "Provision") -> str:
    article = provision.article and _("article %(number)s") % {"number": provision.article}
    paragraph = provision.paragraph and _("paragraph %(number)s") % {"number": provision.paragraph}
    return ", ".join(filter(None, [str(provision.act), article, paragraph]))


def responsible(finding: "Finding") -> str:
    in_office = finding.official and _("in office then: %(name)s") % {"name": finding.official}
    position = finding.position and _("Responsible position: %(position)s") % {"position": finding.position}
    return "; ".join(filter(None, [position, in_office]))
