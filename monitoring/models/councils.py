"""Public councils: who sits on them, when they met, what they recommended and what the body made of it."""

import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from monitoring.enums import MemberSector, RecommendationResult
from monitoring.fields import PartialDateField
from monitoring.models.bodies import ExecutiveBody
from monitoring.models.reference import ReferenceModel


class Council(ReferenceModel, ClusterableModel):
    """A public council; the term is inclusive of both days. `quorum_share` is of all members (0.5: one half)."""

    body = models.ForeignKey(ExecutiveBody, models.PROTECT, related_name="councils", verbose_name=_("executive body"))
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)
    quorum_share = models.DecimalField(
        _("quorum, share of members"), max_digits=4, decimal_places=3, null=True, blank=True
    )
    quorum_source = models.CharField(_("source of the quorum"), max_length=300, blank=True)
    size = models.PositiveSmallIntegerField(_("number of seats"), null=True, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("public council")
        verbose_name_plural = _("public councils")

    def get_absolute_url(self) -> str:
        return reverse("monitoring:council", args=[self.key])


class CouncilMember(models.Model):
    council = ParentalKey(Council, on_delete=models.CASCADE, related_name="members", verbose_name=_("public council"))
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=20, choices=MemberSector.choices, default=MemberSector.OTHER)
    represents = models.CharField(_("whom the member represents"), max_length=200, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a public council")
        verbose_name_plural = _("members of public councils")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CouncilSessionQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(is_public=True)


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
    is_public = models.BooleanField(_("public"), default=False)

    objects = CouncilSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of a public council")
        verbose_name_plural = _("sessions of public councils")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["council", "held_on"], name="monitoring_session_held")]

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on or '?'}"

    def clean(self) -> None:
        super().clean()
        total, present = self.members_total, self.members_present
        if total is not None and present is not None and present > total:
            raise ValidationError({"members_present": _("More members are present than there are.")})


class RecommendationQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(session__is_public=True)

    def unanswered(self) -> Self:
        return self.filter(sent_on__isnull=False, replied_on__isnull=True)


class Recommendation(models.Model):
    """What a council asked of the body. `due_on` follows from the rule (D40) and `sent_on`; nobody types it."""

    session = ParentalKey(
        CouncilSession, on_delete=models.CASCADE, related_name="recommendations", verbose_name=_("session")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("recommendation"))
    case = models.ForeignKey(
        "monitoring.Case",
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
                condition=Q(replied_on__isnull=True) | Q(sent_on__isnull=True) | Q(replied_on__gte=models.F("sent_on")),
                name="monitoring_recommendation_order",
                violation_error_message=_("The reply is earlier than the recommendation."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
