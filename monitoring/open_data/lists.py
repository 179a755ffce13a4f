"""Every public list of the record: which rows it has, what is read with them, and the shape of a row."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from monitoring.models import (
    BodyReply,
    Case,
    Consultation,
    Council,
    Criterion,
    ExecutiveBody,
    Finding,
    Milestone,
    Provision,
    ReferralOutcome,
    ReferralStep,
    ReferredFinding,
    Region,
    ReplyRequest,
)
from monitoring.models.reference import ReferenceModel
from monitoring.open_data import followup, process
from monitoring.open_data.case import identity, what_and_where
from monitoring.open_data.shapes import Data, coded, date, named
from monitoring.presenters.links import absolute


def cases() -> QuerySet[Case]:
    return Case.objects.public().select_related("kind", "sector", "body", "initiator", "region", "district", "centre")


def milestones() -> QuerySet[Milestone]:
    return Milestone.objects.public().select_related("case")


def consultations() -> QuerySet[Consultation]:
    return Consultation.objects.public().select_related("case", "council").prefetch_related("notices").order_by()


def findings() -> QuerySet[Finding]:
    return (
        Finding.objects.public()
        .select_related("case", "criterion", "provision__act", "violation_type", "official")
        .prefetch_related("statuses", "risk_indicators")
        .order_by()
    )


def steps() -> QuerySet[ReferralStep]:
    """Letters that were sent, each with what came back."""
    return (
        ReferralStep.objects.public()
        .select_related("referral__case", "authority", "addressee", "reply")
        .prefetch_related(
            "events",
            "questions",
            # Joined: SQLite refuses to look up a thousand findings by their keys in the way that prefetching asks.
            Prefetch("referral__referred", ReferredFinding.objects.select_related("finding")),
            "referral__referred__finding__statuses",
            Prefetch("outcomes", outcomes()),
        )
        .order_by()
    )


def outcomes() -> QuerySet[ReferralOutcome]:
    return ReferralOutcome.objects.public().select_related("outcome", "body", "official")


def outcomes_with_case() -> QuerySet[ReferralOutcome]:
    return outcomes().select_related("outcome", "body", "official", "step__referral__case")


def body_replies() -> QuerySet[BodyReply]:
    """To invitations about a finding that is shown; a reply to one finding only while that one is."""
    of_case = Finding.objects.public().filter(case=OuterRef("request__case"))
    about_shown = Finding.objects.public().values("uid")
    asked = ReplyRequest.objects.public().filter(pk=OuterRef("request"), findings__finding_uid__in=about_shown)
    shown = Q(finding_uid=None) | Exists(of_case.filter(uid=OuterRef("finding_uid")))
    return BodyReply.objects.public().filter(shown, Exists(asked)).select_related("request__case")


def bodies() -> QuerySet[ExecutiveBody]:
    """Without those that were merged into another as duplicates."""
    return ExecutiveBody.objects.current().select_related("region", "parent")


def councils() -> QuerySet[Council]:
    return Council.objects.select_related("body")


def provisions() -> QuerySet[Provision]:
    return Provision.objects.select_related("act")


def criteria() -> QuerySet[Criterion]:
    return Criterion.objects.prefetch_related("provisions")


def case(item: Case) -> Data:
    return {**identity(item), **what_and_where(item)}


def milestone(item: Milestone) -> Data:
    return {"case": item.case.reference, **process.milestone(item)}


def outcome(item: ReferralOutcome) -> Data:
    step = item.step
    return {"case": step.referral.case.reference, "step": str(step.uid), **followup.outcome(item)}


def body_reply(item: BodyReply) -> Data:
    return {"case": item.request.case.reference, **followup.body_reply(item)}


def consultation(item: Consultation) -> Data:
    return {"case": item.case.reference, **process.consultation(item)}


def finding(item: Finding) -> Data:
    return {"case": item.case.reference, **followup.finding(item)}


def reference(item: ReferenceModel) -> Data:
    return {
        "key": item.key,
        "name": str(item.name),
        "names": {language: getattr(item, f"name_{language}") or "" for language in ("ru", "kk", "en")},
        "source": item.source,
        "confidence": coded(item.confidence, item.get_confidence_display()),
    }


def region(item: Region) -> Data:
    return {
        **reference(item),
        "iso": item.iso,
        "kind": coded(item.kind, item.get_kind_display()),
        "address": absolute(item.get_absolute_url()),
    }


def body(item: ExecutiveBody) -> Data:
    return {
        **reference(item),
        "kind": coded(item.kind, item.get_kind_display()),
        "region": named(item.region),
        "parent": named(item.parent),
        "address": absolute(item.get_absolute_url()),
    }


def council(item: Council) -> Data:
    return {
        **reference(item),
        "body": named(item.body),
        "term_from": date(item.term_from),
        "term_to": date(item.term_to),
        "address": absolute(item.get_absolute_url()),
    }


def provision(item: Provision) -> Data:
    return {
        **reference(item),
        "act": named(item.act),
        "article": item.article,
        "paragraph": item.paragraph,
        "timeframe": item.timeframe,
        "unverified": item.needs_verification or item.act.needs_verification,
    }


def criterion(item: Criterion) -> Data:
    return {
        **reference(item),
        "stage": coded(item.stage, item.get_stage_display()),
        "severity": item.severity,
        "basis": item.basis,
        "provisions": [found.key for found in item.provisions.all()],
        "processes": item.processes,
        "unverified": item.needs_verification,
    }


def step(item: ReferralStep) -> Data:
    about = (row.finding for row in item.referral.referred.all())
    return {"case": item.referral.case.reference, **followup.step(item, [found for found in about if found.is_shown])}
