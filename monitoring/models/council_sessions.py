"""When public councils met, what they recommended and what the body made of it."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from monitoring import permissions
from monitoring.enums import RecommendationResult
from monitoring.fields import PartialDateField
from monitoring.models.case import Case
from monitoring.models.councils import Council

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class CouncilSessionQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def manageable_by(self, user: "Reader") -> Self:
        """Sessions, public or not, of the councils whose region the person's centres cover."""
        centres = permissions.managed_centres(user)
        if centres is None:
            return self
        return self.filter(council__in=Council.objects.filter(body__region__centres__in=centres))

    def with_record(self) -> Self:
        """What the page of a session shows, in a fixed number of queries."""
        made = models.Prefetch("recommendations", Recommendation.objects.with_shown_case())
        return self.select_related("council__body__region").prefetch_related("council__members", made)


class CouncilSession(ClusterableModel):
    """One session, on its own clock. `members_total` is the number of members on that day."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions", verbose_name=_("public council"))
    held_on = PartialDateField(_("date"), null=True, blank=True)
    title = models.CharField(_("subject"), max_length=300, blank=True)
    members_total = models.PositiveSmallIntegerField(_("members in all"), null=True, blank=True)
    members_present = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    conflict_of_interest = models.BooleanField(_("a conflict of interest was declared or seen"), null=True, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    agenda_published_on = PartialDateField(_("agenda published on"), null=True, blank=True)
    protocol_published_on = PartialDateField(_("protocol published on"), null=True, blank=True)
    recommendations_published_on = PartialDateField(_("recommendations published on"), null=True, blank=True)
    agenda_url = models.URLField(_("agenda, address"), max_length=500, blank=True)
    protocol_url = models.URLField(_("protocol, address"), max_length=500, blank=True)
    note = models.TextField(_("what was seen"), blank=True, help_text=_("Public. Name no private person."))
    source = models.CharField(_("source"), max_length=500, blank=True)
    is_public = models.BooleanField(
        _("shown to everyone"),
        default=False,
        help_text=_(
            "Off: only the desk sees this session and its recommendations. "
            "On: everyone does, with the replies of the body and how late they are."
        ),
    )

    objects = CouncilSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of a public council")
        verbose_name_plural = _("sessions of public councils")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["council", "held_on"], name="monitoring_session_held")]

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on or '?'}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:council_session", args=[self.council.key, self.uid])

    def clean(self) -> None:
        super().clean()
        total, present = self.members_total, self.members_present
        if total is not None and present is not None and present > total:
            raise ValidationError({"members_present": _("More members are present than there are.")})
        for name in ("protocol_published_on", "recommendations_published_on"):
            published = getattr(self, name)
            if self.held_on and published and published.latest() < self.held_on.earliest():
                raise ValidationError({name: _("It cannot be published before the session was held.")})
        if self.is_public:
            self._check_it_can_be_shown()

    def _check_it_can_be_shown(self) -> None:
        errors = {}
        if not self.held_on:
            errors["held_on"] = _("Write the date of the session before it is shown.")
        if not (self.source.strip() or self.protocol_url):
            errors["source"] = _("Write where this is known from before it is shown.")
        if errors:
            raise ValidationError(errors)


class RecommendationQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(session__is_public=True)

    def manageable_by(self, user: "Reader") -> Self:
        """Of sessions the person handles, public or not."""
        if permissions.managed_centres(user) is None:
            return self
        return self.filter(session__in=CouncilSession.objects.manageable_by(user))

    def sent(self) -> Self:
        return self.filter(sent_on__isnull=False)

    def unanswered(self) -> Self:
        return self.sent().filter(replied_on__isnull=True)

    def overdue(self, today: dt.date) -> Self:
        """Without a reply although its last day has passed."""
        return self.unanswered().filter(due_on__lt=today)

    def with_council(self) -> Self:
        return self.select_related("session__council__body__region")

    def longest_overdue_first(self) -> Self:
        """Those whose term was not computed come last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def with_shown_case(self) -> Self:
        """Annotate `case_reference`, `case_title`, `case_language`: None while the case is not public."""
        public = Q(case__live=True, case__withdrawn_at__isnull=True)
        return self.annotate(
            **{
                f"case_{name}": models.Case(
                    models.When(public, then=F(f"case__{name}")), output_field=models.CharField(null=True)
                )
                for name in ("reference", "title", "language")
            }
        )


class Recommendation(models.Model):
    """What a council asked of the body. `due_on` follows from the rule (D40) and `sent_on`; nobody types it."""

    session = ParentalKey(
        CouncilSession, on_delete=models.CASCADE, related_name="recommendations", verbose_name=_("session")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("recommendation"))
    case = models.ForeignKey(
        Case,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("case"),
    )
    sent_on = models.DateField(_("sent to the body on"), null=True, blank=True)
    due_on = models.DateField(_("reply due on"), null=True, blank=True, editable=False)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    result = models.CharField(
        _("reply of the body"),
        max_length=25,
        choices=RecommendationResult.choices,
        default=RecommendationResult.NO_REPLY,
    )
    reply_text = models.TextField(_("what the body replied"), blank=True)
    reply_published_on = models.DateField(_("reply published on"), null=True, blank=True)
    reply_url = models.URLField(_("reply, address"), max_length=500, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_on"], name="monitoring_recommendation_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(sent_on__isnull=True) | Q(replied_on__gte=F("sent_on")),
                name="monitoring_recommendation_order",
                violation_error_message=_("The reply is earlier than the recommendation."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        super().clean()
        today = timezone.localdate()
        for name in ("sent_on", "replied_on"):
            day = getattr(self, name)
            if day and day > today:
                raise ValidationError({name: _("This day has not come yet.")})
        if self.replied_on and not self.sent_on:
            raise ValidationError({"sent_on": _("Write when it was sent: without that a reply has no term.")})
        if self.replied_on and self.result == RecommendationResult.NO_REPLY:
            raise ValidationError({"result": _("There is a date of the reply: say what the reply was.")})
        if not self.replied_on and self.result != RecommendationResult.NO_REPLY:
            raise ValidationError({"replied_on": _("Write when the body replied.")})
