"""The body is asked before a finding is published, answers without an account, and silence is printed as silence."""

import datetime as dt
import hashlib
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring import permissions
from monitoring.enums import Language, Moderation
from monitoring.models.bodies import ExecutiveBody
from monitoring.models.case import Case
from monitoring.models.deadlines import DeadlineRule
from monitoring.models.followup_files import FollowUpFile

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class ReplyRequestQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What the page of a public case tells of."""
        return self.standing().filter(case__live=True, case__withdrawn_at__isnull=True)

    def manageable_by(self, user: "Reader") -> Self:
        if permissions.managed_centres(user) is None:
            return self
        return self.filter(case__in=Case.objects.manageable_by(user).values("pk"))

    def holding(self, token: str) -> Self:
        """The one whose link holds this secret. Found by its hash: the time it takes tells nothing of the secret."""
        return self.filter(token_hash=hash_of(token), cancelled_at=None)

    def standing(self) -> Self:
        return self.filter(cancelled_at=None, sent_on__isnull=False)

    def silent(self) -> Self:
        return self.standing().filter(replies__isnull=True)

    def awaiting(self, today: dt.date) -> Self:
        """Without a reply, the term still running that day."""
        return self.silent().filter(due_on__gte=today)

    def expired(self, today: dt.date) -> Self:
        """Without a reply, the term over before that day."""
        return self.silent().filter(due_on__lt=today)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ReplyRequest(models.Model):
    """A notice to the body about findings, which may still be drafts: named by `uid`, with what was said then.

    `token_hash` is the SHA-256 of the secret in the link. `published_sooner` is the public reason why a finding was
    published before `due_on` (inclusive) passed. `papers` came by the link and were not sent with a reply yet.
    `about_shown`: the published version shows one of the findings; stored with the figures of the case.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reply_requests", verbose_name=_("case"))
    body = models.ForeignKey(
        ExecutiveBody, models.PROTECT, null=True, blank=True, related_name="reply_requests", verbose_name=_("body")
    )
    email = models.EmailField(_("address of the body"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RU)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    rule = models.ForeignKey(DeadlineRule, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("reply awaited until"), null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_sooner = models.CharField(_("why published sooner"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    papers = models.ManyToManyField(FollowUpFile, blank=True, related_name="+", editable=False)
    about_shown = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReplyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to reply")
        verbose_name_plural = _("invitations to reply")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["due_on"], name="monitoring_reply_request_due")]

    def __str__(self) -> str:
        return f"{self.case.reference or self.case_id}: {self.body_name}"

    @property
    def body_name(self) -> str:
        return str(self.body or self.case.body_text)

    @property
    def number(self) -> str:
        """For letters and receipts; tells nothing of the case or the link."""
        return self.uid.hex[:8].upper()


class RequestedFindingQuerySet(models.QuerySet):
    def of(self, case: Case) -> Self:
        """What the body was asked about in a case, the earliest first; for the page of a case that may be shown."""
        return self.filter(request__case=case, request__cancelled_at=None, request__sent_on__isnull=False).order_by(
            "request__sent_on", "request", "pk"
        )


class RequestedFinding(models.Model):
    """What the body was told of one finding, word for word. `finding_uid` is the finding's, in draft or published."""

    request = models.ForeignKey(ReplyRequest, models.CASCADE, related_name="findings")
    finding_uid = models.UUIDField(db_index=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    law = models.TextField(blank=True)

    objects = RequestedFindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "finding_uid"], name="monitoring_requested_finding_once")
        ]

    def __str__(self) -> str:
        return self.title


class BodyReplyQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(
            moderation=Moderation.SHOWN, request__case__live=True, request__case__withdrawn_at__isnull=True
        )

    def manageable_by(self, user: "Reader") -> Self:
        if permissions.managed_centres(user) is None:
            return self
        return self.filter(request__case__in=Case.objects.manageable_by(user).values("pk"))

    def of(self, case: Case) -> Self:
        """Every reply, shown or not; for the page of a case that may be shown, which tells what it may of each."""
        return self.filter(request__case=case, request__cancelled_at=None)

    def waiting(self) -> Self:
        return self.filter(moderation=Moderation.WAITING)


class BodyReply(models.Model):
    """The body's own words on one finding, or on all that it was asked about when `finding_uid` is empty."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(ReplyRequest, models.PROTECT, related_name="replies")
    finding_uid = models.UUIDField(null=True, blank=True, db_index=True)
    text = models.TextField(_("reply"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RU)
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=300)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    files = models.ManyToManyField(FollowUpFile, blank=True, related_name="+")
    moderation = models.CharField(
        _("moderation"), max_length=10, choices=Moderation.choices, default=Moderation.WAITING
    )
    moderation_reason = models.CharField(_("why it is not shown"), max_length=500, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    moderated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BodyReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply of the body")
        verbose_name_plural = _("replies of bodies")
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(moderation=Moderation.REFUSED) | ~Q(moderation_reason=""),
                name="monitoring_body_reply_refusal_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}"
