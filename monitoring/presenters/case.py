"""The page of a case, for the published record and for the preview of a draft alike."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from monitoring.case_deadlines import case_deadlines
from monitoring.councils.terms import Terms
from monitoring.enums import Language, Origin, Stage, VersionKind
from monitoring.law import current_law
from monitoring.presenters.case_checklist import checklist
from monitoring.presenters.case_evidence import evidence_rows
from monitoring.presenters.case_findings import pair, shown_findings
from monitoring.presenters.case_replies import CaseReplies, case_replies, reply_chip
from monitoring.presenters.case_timeline import timeline
from monitoring.presenters.citation import citation, citation_files, other_languages
from monitoring.presenters.consultations import is_future, section, when
from monitoring.presenters.dates import long_date
from monitoring.presenters.deadlines import Panels, missed_chips
from monitoring.presenters.embeds import case_frame, embed
from monitoring.presenters.finding_precedents import precedents_beside
from monitoring.presenters.linked_data import case_node
from monitoring.presenters.links import case_list, ways_to_follow
from monitoring.presenters.recommendations import case_recommendations
from monitoring.presenters.referrals import chain_sections, main_rows
from monitoring.presenters.states import Chip, chip, consultation_name, stage_chips
from monitoring.services.assessing import assess

if TYPE_CHECKING:
    from monitoring.models import Case, CaseVersion, Finding

DESCRIPTION_LENGTH = 200


def case_context(case: "Case", preview: bool = False) -> dict[str, Any]:
    """What `monitoring/case.html` shows. `preview`: `case` is a draft; nothing confidential opens even so."""
    today = timezone.localdate()
    findings = shown_findings(case)
    language = case.language
    files = evidence_rows(case, preview=preview)
    law = current_law()
    terms = case_deadlines(case, law.book, law.calendar, today)
    panels = Panels()
    checks = checklist(case, assess(case, today=today, law=law, terms=terms), panels)
    known = case_replies(case) if findings else CaseReplies([], [])
    precedents = law.precedents
    pairs = [
        {
            **pair(finding, foreign(language), known, today),
            "precedents": precedents_beside(finding, law.criteria, precedents),
        }
        for finding in findings
    ]
    return {
        "case": case,
        "preview": preview,
        "page_title": " · ".join(filter(None, [case.reference, case.title])),
        "page_description": shortened(case.summary or case.title),
        "canonical_url": case.get_absolute_url(),
        "og_type": "article",
        "robots": "noindex" if preview else "",
        "crumbs": crumbs(case),
        "title_lang": foreign(language),
        "other_title_lang": foreign(case.other_language),
        "summary_lang": foreign(case.summary_language),
        "reference_line": reference_line(case),
        "chips": [*header_chips(case, findings, known, today), *missed_chips(terms)],
        "place_line": place_line(case),
        "notices": notices(case, checks["unverified"], findings),
        "timeline": timeline(case, main_rows(case, foreign(language), today), terms, panels, today),
        "consultations": [section(item, foreign(language), today) for item in case.consultations.all()],
        "checks": checks,
        "pairs": pairs,
        "recommendations": case_recommendations(case, Terms(law.book, law.calendar), today),
        "chains": chain_sections(case, findings, foreign(language), today),
        "files": files,
        "checksums": [file for file in files if file.get("hash")],
        "facts": facts(case),
        "citation": citation(case) if case.reference else "",
        "citation_files": citation_files(case) if case.reference else [],
        "other_citations": other_languages(case) if case.reference else [],
        "changes": changes(case),
        "versions_url": reverse("monitoring:case_versions", args=[case.reference]) if case.version > 1 else "",
        "linked_data": {} if preview or not case.reference else case_node(case),
        "embed": {} if preview or not case.reference else embed(case_frame(case.reference, str(case))),
        "take_away": [] if preview or not case.reference else take_away(case),
        "follow": {} if preview or not case.reference else ways_to_follow(str(case.reference)),
    }


def take_away(case: "Case") -> list[dict[str, str]]:
    """The record as files."""
    offered = [
        ("case_pack", _("Evidence pack (ZIP)"), _("files, dossier, data, checksums")),
        ("case_json", _("Data as JSON"), ""),
        ("case_csv", _("Data as CSV"), ""),
    ]
    return [
        {"url": reverse(f"monitoring:{name}", args=[case.reference]), "label": label, "meta": meta}
        for name, label, meta in offered
    ]


def withdrawn_context(case: "Case") -> dict[str, Any]:
    """What stays at the address of a withdrawn case: its number, when and why; nothing of its content."""
    return {
        "page_title": " · ".join([str(case.reference), _("withdrawn")]),
        "canonical_url": case.get_absolute_url(),
        "robots": "noindex",
        "crumbs": [(_("Cases"), case_list())],
        "reference": case.reference,
        "withdrawn_on": timezone.localtime(case.withdrawn_at).date(),
        "reason": case.withdrawal_reason,
        "changes": changes(case),
    }


def foreign(language: str) -> str:
    """For `lang` attributes: empty when it is the language of the page."""
    return "" if language == get_language() else language


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= DESCRIPTION_LENGTH else f"{text[: DESCRIPTION_LENGTH - 1].rsplit(' ', 1)[0]}…"


def crumbs(case: "Case") -> list[tuple[str, str]]:
    place = [(str(case.region), case.region.get_absolute_url())] if case.region else []
    return [(_("Cases"), case_list()), *place]


def reference_line(case: "Case") -> str:
    if not case.reference:
        return _("Draft, not published")
    date = case.last_published_at
    version = _("version %(number)s") % {"number": case.version}
    return " · ".join(filter(None, [case.reference, version, long_date(date) if date else ""]))


def place_line(case: "Case") -> str:
    """Who decides and where, in one line for those who read no further."""
    parts = [case.body or case.body_text, case.region, case.district, case.place_text]
    return " · ".join(str(part) for part in parts if part)


def header_chips(case: "Case", findings: "list[Finding]", known: CaseReplies, today: dt.date) -> list[Chip]:
    chips = stage_chips(case)
    coming = [item for item in case.consultations.all() if is_future(item, today)]
    chips += [chip("plain", f"{consultation_name(item)}: {when(item)}") for item in coming[:2]]
    if findings:
        count = len(findings)
        label = ngettext("signs of a breach: %(count)s", "signs of a breach: %(count)s", count) % {"count": count}
        chips += [chip("breach", label), reply_chip(findings, known, today)]
    return chips


def notices(case: "Case", unverified: bool, findings: "list[Finding]") -> list[str]:
    texts = []
    if case.origin == Origin.IMPORT:
        texts.append(_("Taken from public pages, not verified with the bodies."))
    laws = [law for finding in findings for law in (finding.provision, finding.criterion) if law]
    if unverified or any(law.needs_verification for law in laws):
        texts.append(_("A lawyer has not yet confirmed some of the provisions used here."))
    return texts


def facts(case: "Case") -> list[dict[str, Any]]:
    """Facts with nothing known are left out by the component."""
    lang = foreign(case.language)
    region = case.region
    body = {"value": str(case.body), "url": case.body.get_absolute_url()} if case.body else {"value": case.body_text}
    number = (
        {"value": case.registration_no or _("open"), "url": case.portal_url}
        if case.portal_url
        else {"value": case.registration_no}
    )
    return [
        {"term": _("Who decides"), **body, "lang": "" if case.body else lang},
        {
            "term": _("Where"),
            "value": str(region) if region else _("The whole country"),
            "url": region.get_absolute_url() if region else "",
            "note": ", ".join(filter(None, [str(case.district or ""), case.place_text])),
        },
        {"term": _("Initiator"), "value": initiator(case)},
        {"term": _("Kind of decision"), "value": str(case.kind or "")},
        {"term": _("Stage"), "value": "" if case.stage == Stage.UNKNOWN else case.get_stage_display()},
        {"term": _("Sector"), "value": str(case.sector or "")},
        {"term": _("Convention"), "value": case.get_article_display() if case.article else ""},
        {"term": _("Official page"), **number},
        {"term": _("Legal ground as published"), "value": case.legal_ground, "lang": lang},
        {"term": _("Aarhus centre"), "value": str(case.centre or "")},
        {"term": _("Language of the record"), "value": Language(case.language).label},
    ]


def initiator(case: "Case") -> str:
    """A private person is never named."""
    if case.initiator is None:
        return ""
    return _("private person") if case.initiator.is_private else str(case.initiator)


def changes(case: "Case") -> list[dict[str, Any]]:
    """Public versions, the latest first; who decided stays at the desk."""
    if case.pk is None:
        return []
    return [
        {
            "date": timezone.localtime(version.at).date(),
            "label": _("version %(number)s") % {"number": version.number},
            "text": change_text(version),
            "correction": version.kind == VersionKind.CORRECTED,
        }
        for version in case.versions.all()
    ]


def change_text(version: "CaseVersion") -> str:
    """What readers are told of a version; of a closed one the reason alone, for its note may name what was closed."""
    kind = str(VersionKind(version.kind).label)
    if version.closed_at:
        return _("Closed: %(reason)s") % {"reason": version.closing_reason}
    if version.kind == VersionKind.WITHDRAWN:
        return f"{kind}: {version.note}"
    return version.note or kind
