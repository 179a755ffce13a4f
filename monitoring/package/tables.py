"""The tables of the package. Names of tables and columns never change; what is added stands at the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from monitoring.enums import FindingStatus, Severity
from monitoring.models import (
    BodyReply,
    Case,
    Consultation,
    Council,
    Criterion,
    ExecutiveBody,
    Finding,
    Milestone,
    Notice,
    Provision,
    ReferralOutcome,
    ReferralStep,
    Region,
    StepReply,
)
from monitoring.models.reference import ReferenceModel
from monitoring.open_data import lists
from monitoring.open_data.shapes import Data
from monitoring.package.columns import Column, coded, named, of_case, plain, title_of, uid

CHUNK = 1000
LANGUAGES = ("ru", "kk", "en")
Rows = Callable[[], Iterator[Data]]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    title: Any
    columns: tuple[Column, ...]
    rows: Rows


def shaped(found: Callable[[], QuerySet[Any]], shape: Callable[[Any], Data]) -> Rows:
    """A chunk at a time, so that memory stays flat however many rows there are."""

    def rows() -> Iterator[Data]:
        return (shape(item) for item in found().order_by("pk").iterator(chunk_size=CHUNK))

    return rows


def notices() -> Iterator[Data]:
    for item in lists.consultations().order_by("pk").iterator(chunk_size=CHUNK):
        shape = lists.consultation(item)
        for notice in shape["notices"]:
            yield {"case": shape["case"], "consultation": shape["uid"], **notice}


def of_reference(model: type[ReferenceModel], *more: list[Column]) -> tuple[Column, ...]:
    names = [Column(f"names.{code}", title_of(model, f"name_{code}")) for code in LANGUAGES]
    key = Column("key", title_of(model, "key"), _("Never changes"))
    return (key, *names, *chain(*more), *plain(model, "source"), *coded(model, "confidence"))


def address(meaning: Any) -> list[Column]:
    return [Column("address", _("Address"), meaning)]


REFERENCE = pgettext_lazy("of a record", "Number")
CASES = (
    Column("reference", REFERENCE, _("Public number of the record; it never changes")),
    Column("version", _("Version"), _("Number of the public version")),
    *address(_("Where the record stands for good")),
    Column("published_on", _("Published"), _("Day of the first publication")),
    Column("changed_on", _("Updated"), _("Day of this version")),
    *plain(Case, "title", "language", "other_title", "summary", "summary_language"),
    *named(Case, "kind"),
    *named(Case, "sector"),
    *coded(Case, "article"),
    *coded(Case, "stage"),
    *named(Case, "body"),
    *plain(Case, "body_text"),
    *plain(Case, "initiator", meaning=_("A private person is never named")),
    *named(Case, "region"),
    *named(Case, "district"),
    *plain(Case, "place_text", path="place"),
    *plain(Case, "latitude", "longitude", "registration_no", "registered_on", "portal_url", "legal_ground"),
    *plain(Case, "outcome_text", "source_note"),
    *coded(Case, "origin"),
    *named(Case, "centre"),
)
EVENTS = (of_case(), uid(), *coded(Milestone, "kind"), *plain(Milestone, "date", "description", "source"))
CONSULTATIONS = (
    of_case(),
    uid(),
    *coded(Consultation, "form"),
    *plain(Consultation, "form_text"),
    *coded(Consultation, "status"),
    *plain(Consultation, "held_on", "held_at", "period_from", "period_to", "venue", "online", "council"),
    *plain(Consultation, "attendance", "comments_received", "comments_accepted", "comments_rejected"),
    *plain(Consultation, "comments_unanswered", "quorum", "protocol_signed_on", "protocol_published_on"),
    *plain(Consultation, "protocol_url", "recording_url", "note"),
)
NOTICES = (
    of_case(),
    Column("consultation", _("Identifier of the consultation")),
    *coded(Notice, "channel"),
    *plain(Notice, "date", "detail"),
)
FINDINGS = (
    of_case(),
    uid(),
    *plain(Finding, "title", "description"),
    Column("status.code", _("Status, code"), "", tuple(FindingStatus.choices)),
    Column("status.label", _("Status")),
    Column("severity.code", title_of(Finding, "severity"), "", tuple(Severity.choices)),
    *named(Finding, "violation_type"),
    *named(Finding, "criterion"),
    Column("law.key", title_of(Finding, "provision"), _("Key of the provision")),
    *plain(Finding, "happened_on", "position"),
    *named(Finding, "official"),
    *plain(Finding, "risk_indicators", meaning=_("Keys with semicolons between")),
)
REFERRALS = (
    of_case(),
    uid(),
    Column("referral", _("Identifier of the chain of letters")),
    Column("purpose", _("What is asked for")),
    Column("findings", _("Signs of a breach"), _("Identifiers with semicolons between")),
    *coded(ReferralStep, "kind"),
    *coded(ReferralStep, "origin"),
    *named(ReferralStep, "authority"),
    *plain(ReferralStep, "addressee", "sent_on", "received_on", "registration_no", "due_on"),
    *plain(StepReply, "received_on", path="reply.received_on"),
    *plain(StepReply, "number", path="reply.number"),
    *coded(StepReply, "result", "reply.result"),
    *plain(StepReply, "summary", path="reply.summary"),
)
OUTCOMES = (
    of_case(),
    Column("step", _("Identifier of the letter")),
    uid(),
    *named(ReferralOutcome, "outcome"),
    *coded(ReferralOutcome, "level"),
    *named(ReferralOutcome, "body"),
    *named(ReferralOutcome, "official"),
    *plain(ReferralOutcome, "on", "document", "note"),
)
BODY_REPLIES = (
    of_case(),
    uid(),
    Column("finding", _("Sign of a breach"), _("Its identifier; empty: a reply to all of them")),
    *plain(BodyReply, "text", "language", "name", "position"),
    Column("received_on", title_of(BodyReply, "received_at")),
)
BODIES = of_reference(
    ExecutiveBody,
    coded(ExecutiveBody, "kind"),
    named(ExecutiveBody, "region"),
    named(ExecutiveBody, "parent"),
    address(_("Where the record stands for good")),
)
COUNCILS = of_reference(Council, named(Council, "body"), plain(Council, "term_from", "term_to"))
REGIONS = of_reference(Region, plain(Region, "iso"), coded(Region, "kind"))
UNVERIFIED = [Column("unverified", _("Not confirmed by a lawyer"))]
PROVISIONS = of_reference(
    Provision, named(Provision, "act"), plain(Provision, "article", "paragraph", "timeframe"), UNVERIFIED
)
CRITERIA = of_reference(
    Criterion, coded(Criterion, "stage"), plain(Criterion, "severity", "basis", "provisions", "processes"), UNVERIFIED
)

TABLES = (
    Table("cases", _("Cases"), CASES, shaped(lists.cases, lists.case)),
    Table("events", _("Events"), EVENTS, shaped(lists.milestones, lists.milestone)),
    Table("consultations", _("Consultations"), CONSULTATIONS, shaped(lists.consultations, lists.consultation)),
    Table("notices", _("Notices"), NOTICES, notices),
    Table("findings", _("Signs of a breach"), FINDINGS, shaped(lists.findings, lists.finding)),
    Table("referrals", _("Letters to authorities and their replies"), REFERRALS, shaped(lists.steps, lists.step)),
    Table("outcomes", _("Outcomes of letters"), OUTCOMES, shaped(lists.outcomes_with_case, lists.outcome)),
    Table(
        "body_replies", _("Replies of bodies to records"), BODY_REPLIES, shaped(lists.body_replies, lists.body_reply)
    ),
    Table("bodies", _("Executive bodies"), BODIES, shaped(lists.bodies, lists.body)),
    Table("councils", _("Public councils"), COUNCILS, shaped(lists.councils, lists.council)),
    Table("regions", _("Regions"), REGIONS, shaped(Region.objects.all, lists.region)),
    Table("provisions", _("Provisions of law"), PROVISIONS, shaped(lists.provisions, lists.provision)),
    Table("criteria", _("Criteria of the checklist"), CRITERIA, shaped(lists.criteria, lists.criterion)),
)
