"""What the desk needs to know of every case in a list, computed by the database in one query."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from monitoring.models import Case, FieldLog


class DeskStatus(models.TextChoices):
    WAITING = "waiting", _("Awaiting review")
    RETURNED = "returned", _("Returned to the author")
    SCHEDULED = "scheduled", _("Scheduled")
    DRAFT = "draft", _("Draft")
    PUBLIC = "public", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Refused")


def for_desk(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With `desk_status`, `waits_since` (submitted, else last saved) and `draft_base`, the version drafted from."""
    content_type = ContentType.objects.get_for_model(Case, for_concrete_model=False)
    pk_text = Cast(OuterRef("pk"), CharField())
    review = WorkflowState.objects.active().filter(base_content_type=content_type, object_id=pk_text)
    scheduled = Revision.objects.filter(
        base_content_type=content_type, object_id=pk_text, approved_go_live_at__isnull=False
    )
    return cases.alias(
        review_status=Subquery(review.values("status")[:1]),
        review_since=Subquery(review.values("current_task_state__started_at")[:1]),
        is_scheduled=Exists(scheduled),
        is_refused=Exists(FieldLog.objects.filter(case=OuterRef("pk"), refused_at__isnull=False)),
    ).annotate(
        desk_status=models.Case(
            When(review_status=WorkflowState.STATUS_IN_PROGRESS, then=Value(DeskStatus.WAITING)),
            When(review_status=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(DeskStatus.RETURNED)),
            When(is_refused=True, then=Value(DeskStatus.REFUSED)),
            When(withdrawn_at__isnull=False, then=Value(DeskStatus.WITHDRAWN)),
            When(is_scheduled=True, then=Value(DeskStatus.SCHEDULED)),
            When(live=True, then=Value(DeskStatus.PUBLIC)),
            default=Value(DeskStatus.DRAFT),
            output_field=CharField(),
        ),
        waits_since=Coalesce("review_since", "latest_revision__created_at", "created_at"),
        draft_base=Cast(KeyTextTransform("based_on", "latest_revision__content"), IntegerField()),
    )


IN_WORK = Q(live=False, withdrawn_at__isnull=True) | Q(has_unpublished_changes=True)


def in_review(*statuses: str) -> QuerySet[WorkflowState]:
    """Keys of the cases whose review has one of these states of Wagtail's, found by the reviews, which are few."""
    content_type = ContentType.objects.get_for_model(Case, for_concrete_model=False)
    reviews = WorkflowState.objects.filter(base_content_type=content_type, status__in=statuses)
    return reviews.annotate(case_pk=Cast("object_id", BigIntegerField())).values("case_pk")


OUTDATED = Q(has_unpublished_changes=True, version__gt=0, draft_base__lt=F("version"))


def older_than(days: int) -> Q:
    return Q(waits_since__lt=timezone.now() - dt.timedelta(days=days))
