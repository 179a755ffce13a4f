"""Where a log stands: with its volunteer, with the coordinator, or with the readers."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from monitoring.models import Case, FieldLog


class LogState(models.TextChoices):
    UNFINISHED = "unfinished", _("Not sent yet")
    RETURNED = "returned", _("Returned to you")
    UNDER_REVIEW = "under_review", _("With the coordinator")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Not taken up")


OPEN = frozenset({LogState.UNFINISHED, LogState.RETURNED})


def with_state(logs: "QuerySet[FieldLog]") -> "QuerySet[FieldLog]":
    """Logs that know, without a further query, how the review of their case stands and how many remarks wait."""
    latest = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Case),
        object_id=Cast(OuterRef("case_id"), CharField()),
    ).order_by("-created_at", "-pk")
    return logs.select_related("case").annotate(
        review_status=Subquery(latest.values("status")[:1]),
        remarks=Count(
            "case__review_comments", filter=Q(case__review_comments__resolved_at__isnull=True), distinct=True
        ),
    )


def state_of(log: FieldLog) -> LogState:
    """The state of a log read through `with_state()`."""
    if log.case is None:
        return LogState.UNFINISHED
    if log.case.withdrawn_at:
        return LogState.WITHDRAWN
    if log.case.live:
        return LogState.PUBLISHED
    if log.refused_at:
        return LogState.REFUSED
    if log.review_status == WorkflowState.STATUS_NEEDS_CHANGES:  # type: ignore[attr-defined]
        return LogState.RETURNED
    return LogState.UNDER_REVIEW
