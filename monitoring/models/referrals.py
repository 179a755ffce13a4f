"""Where findings were sent, step by step, and what came back. A chain lives on its own clock: no draft can undo it."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring import permissions
from monitoring.enums import (
    INTERIM_RESULTS,
    OutcomeLevel,
    ReferralKind,
    ReplyQuality,
    ReplyResult,
    StepEventKind,
    StepOrigin,
)
from monitoring.models.bodies import Authority, ExecutiveBody, Official
from monitoring.models.case import Case
from monitoring.models.deadlines import DeadlineRule
from monitoring.models.findings import Finding
from monitoring.models.followup_files import FollowUpFile
from monitoring.models.vocabulary import Outcome

if TYPE_CHECKING:
    from monitoring.permissions import Reader


def local_today() -> dt.date:
    return timezone.localdate()


class ReferralQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Of public cases, with at least one letter that was sent."""
        sent = ReferralStep.objects.filter(referral=OuterRef("pk"), sent_on__isnull=False)
        return self.filter(Exists(sent), case__live=True, case__withdrawn_at__isnull=True)

    def manageable_by(self, user: "Reader") -> Self:
        if permissions.managed_centres(user) is None:
            return self
        return self.filter(case__in=Case.objects.manageable_by(user).values("pk"))


class Referral(models.Model):
    """A chain of steps about one or more findings of a case."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals", verbose_name=_("case"))
    findings = models.ManyToManyField(
        Finding, through="ReferredFinding", related_name="referrals", verbose_name=_("findings")
    )
    purpose = models.CharField(_("what is asked for"), max_length=500, blank=True, help_text=_("Public."))
    opened_on = models.DateField(_("opened on"), default=local_today)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues only."))

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["opened_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case.reference}: {self.purpose}" if self.purpose else str(self.case.reference or self.pk)


class ReferredFinding(models.Model):
    """Holds the finding: no publishing can drop what an authority was asked about."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="referred", verbose_name=_("referral"))
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="referred", verbose_name=_("finding"))

    class Meta:
        verbose_name = _("referred finding")
        verbose_name_plural = _("referred findings")
        constraints = [models.UniqueConstraint(fields=["referral", "finding"], name="monitoring_referred_finding_once")]

    def __str__(self) -> str:
        return f"{self.finding}"


class ReferralStepQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Sent steps of public cases."""
        return self.filter(
            sent_on__isnull=False,
            referral__case__live=True,
            referral__case__withdrawn_at__isnull=True,
        )

    def manageable_by(self, user: "Reader") -> Self:
        if permissions.managed_centres(user) is None:
            return self
        return self.filter(referral__case__in=Case.objects.manageable_by(user).values("pk"))

    def awaiting_reply(self) -> Self:
        """Sent, neither answered nor passed on to another body, in a chain that is not closed."""
        transfers = ReferralStep.objects.filter(origin=StepOrigin.TRANSFER, previous__isnull=False)
        unanswered = Q(reply__isnull=True) | Q(reply__result__in=INTERIM_RESULTS)
        waiting = self.filter(unanswered, sent_on__isnull=False, referral__closed_on__isnull=True)
        return waiting.exclude(pk__in=transfers.values("previous"))

    def overdue(self, today: dt.date) -> Self:
        """Awaited, and the last day of the reply is over."""
        return self.awaiting_reply().filter(due_on__lt=today)


class ReferralStep(models.Model):
    """One letter to one addressee. `due_on` follows from `rule` and the extensions; nobody types it.

    `watched_until` is `due_on` while the reply is awaited and nobody has written yet that the day passed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps", verbose_name=_("referral"))
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_steps", verbose_name=_("follows")
    )
    origin = models.CharField(_("how it follows"), max_length=10, choices=StepOrigin.choices, default=StepOrigin.FIRST)
    kind = models.CharField(_("kind of letter"), max_length=40, choices=ReferralKind.choices)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="steps", verbose_name=_("kind of addressee"))
    addressee = models.ForeignKey(
        ExecutiveBody, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("addressee")
    )
    addressee_text = models.CharField(_("addressee, if not in the list"), max_length=300, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    received_on = models.DateField(_("received by the addressee on"), null=True, blank=True)
    registration_no = models.CharField(_("registration number"), max_length=100, blank=True)
    rule = models.ForeignKey(
        DeadlineRule, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("term of the reply")
    )
    due_on = models.DateField(_("reply due on"), null=True, blank=True, editable=False)
    calendar_version = models.CharField(max_length=60, blank=True, editable=False)
    watched_until = models.DateField(null=True, db_index=True, editable=False)
    letter = models.ForeignKey(
        FollowUpFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("letter")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues only."))

    objects = ReferralStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a referral")
        verbose_name_plural = _("steps of referrals")
        ordering = ["sent_on", "pk"]
        indexes = [models.Index(fields=["due_on", "sent_on"], name="monitoring_step_due")]

    def __str__(self) -> str:
        return self.addressee_name

    @property
    def addressee_name(self) -> str:
        return str(self.addressee or self.addressee_text or self.authority)

    def clean(self) -> None:
        super().clean()
        if self.received_on and self.sent_on and self.received_on < self.sent_on:
            raise ValidationError({"received_on": _("It cannot be received before it was sent.")})


class StepEvent(models.Model):
    """One immutable step of the history of a letter. `until` is the new last day of an extension or suspension.

    An entry made by mistake stays; a later one `strikes` it.
    """

    step = models.ForeignKey(ReferralStep, models.CASCADE, related_name="events", verbose_name=_("step"))
    kind = models.CharField(_("event"), max_length=15, choices=StepEventKind.choices)
    on = models.DateField(_("date"))
    until = models.DateField(_("until"), null=True, blank=True)
    text = models.CharField(_("text"), max_length=500, blank=True)
    document = models.ForeignKey(
        FollowUpFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    strikes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="struck_by", verbose_name=_("strikes out")
    )
    at = models.DateTimeField(_("written"), auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("event of a step")
        verbose_name_plural = _("events of steps")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["kind", "-at"], name="monitoring_step_event_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "on"], condition=Q(kind=StepEventKind.OVERDUE), name="monitoring_step_overdue_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class StepReply(models.Model):
    """What came back on a step."""

    step = models.OneToOneField(ReferralStep, models.CASCADE, related_name="reply", verbose_name=_("step"))
    received_on = models.DateField(_("received on"))
    number = models.CharField(_("number"), max_length=100, blank=True)
    result = models.CharField(_("result"), max_length=40, choices=ReplyResult.choices)
    summary = models.TextField(_("what it says"), blank=True, help_text=_("Public. Name no private person."))
    file = models.ForeignKey(
        FollowUpFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        indexes = [models.Index(fields=["received_on"], name="monitoring_reply_received")]

    def __str__(self) -> str:
        return f"{self.get_result_display()}, {self.received_on}"


class StepQuestion(models.Model):
    """One thing that was asked, and how the reply met it. `quality` is empty until there is a reply."""

    step = models.ForeignKey(ReferralStep, models.CASCADE, related_name="questions", verbose_name=_("step"))
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("question"), max_length=500, help_text=_("Public."))
    quality = models.CharField(_("how it was answered"), max_length=12, choices=ReplyQuality.choices, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True, help_text=_("Public."))

    class Meta:
        verbose_name = _("question of a letter")
        verbose_name_plural = _("questions of letters")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class ReferralOutcomeQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Of public steps; by joins, which begin with the few outcomes and not with the many steps."""
        return self.filter(
            step__sent_on__isnull=False,
            step__referral__case__live=True,
            step__referral__case__withdrawn_at__isnull=True,
        )


class ReferralOutcome(models.Model):
    """What a referral achieved, for a body or a person; "corruption" only as the authority or court confirmed it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    step = models.ForeignKey(ReferralStep, models.PROTECT, related_name="outcomes", verbose_name=_("step"))
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="+", verbose_name=_("outcome"))
    level = models.CharField(_("for whom"), max_length=10, choices=OutcomeLevel.choices, default=OutcomeLevel.BODY)
    body = models.ForeignKey(
        ExecutiveBody, models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name=_("body")
    )
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name=_("official")
    )
    on = models.DateField(_("date"))
    document = models.CharField(_("document"), max_length=300, help_text=_("Number and date of the act that says so."))
    file = models.ForeignKey(
        FollowUpFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    note = models.CharField(_("in plain words"), max_length=500, blank=True, help_text=_("Public."))

    objects = ReferralOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome of a referral")
        verbose_name_plural = _("outcomes of referrals")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["-on"], name="monitoring_outcome_on")]

    def __str__(self) -> str:
        return f"{self.outcome}, {self.on}"

    def clean(self) -> None:
        super().clean()
        if self.level == OutcomeLevel.PERSON and self.official_id is None:
            raise ValidationError({"official": _("Name the official, or record the outcome for the body.")})
