"""Signs of a breach beside the place of the body's reply, and where each was referred."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from monitoring.presenters.dates import table_date
from monitoring.presenters.states import chip, finding_chip, to_be_verified

if TYPE_CHECKING:
    from monitoring.models import Case, Finding, Provision, ReferralStep


def shown_findings(case: "Case") -> "list[Finding]":
    return [finding for finding in case.findings.all() if finding.is_shown]


def pair(finding: "Finding", language: str) -> dict[str, Any]:
    severity = _("severity %(severity)s") % {"severity": finding.get_severity_display()}
    kind = str(finding.violation_type or "")
    provision, criterion = finding.provision, finding.criterion
    chips = [finding_chip(finding.status)]
    if any(law and law.needs_verification for law in (provision, criterion)):
        chips.append(to_be_verified())
    chips += [
        chip("plain", _("Risk indicator: %(name)s") % {"name": indicator})
        for indicator in finding.risk_indicators.all()
    ]
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
        "reply": {
            "title": _("No reply asked yet"),
            "text": _(
                "When the body replies, its words will stand here, the same size. "
                "If the time passes without a reply, that will be written here too."
            ),
            "silent": True,
        },
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


def steps_of(case: "Case") -> "list[ReferralStep]":
    """Letters that were sent about the case, earliest first."""
    if case.pk is None:
        return []
    sent = [step for referral in case.referrals.all() for step in referral.steps.all() if step.sent_on]
    return sorted(sent, key=lambda step: (step.sent_on, step.pk))


def referral_rows(steps: "list[ReferralStep]", findings: "list[Finding]") -> list[list[Any]]:
    titles = {finding.pk: finding.title for finding in findings}
    return [
        [
            step.addressee_name,
            table_date(step.sent_on) if step.sent_on else "",
            "; ".join(titles[row.finding_id] for row in step.referral.referred.all() if row.finding_id in titles),
        ]
        for step in steps
    ]
