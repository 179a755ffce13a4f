"""What a volunteer wrote in the hall, and what the coordinator answered: never public."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Language
from monitoring.models.case import Case
from monitoring.models.places import Centre


class FieldLogQuerySet(models.QuerySet):
    def of(self, user: Any) -> Self:
        return self.filter(volunteer=user.pk)


class FieldLog(models.Model):
    """A volunteer's log of one decision. `uid` is made by the client; saving twice stores once.

    `answers` holds each step as typed, valid or not; `revision` counts saves, so that a save from an old
    screen is noticed; `changes` keeps for each answer the revision and the screen that changed it last;
    `submitted` is what was last handed over, so that a correction changes only what differs.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volunteer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="field_logs")
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="log")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.RU)
    answers = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    submitted = models.JSONField(default=dict)
    in_confidence = models.TextField(_("in confidence"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    refusal_reason = models.TextField(_("reason of refusal"), blank=True)

    objects = FieldLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer's log")
        verbose_name_plural = _("volunteers' logs")
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["volunteer", "-saved_at"], name="monitoring_log_of_volunteer")]

    def __str__(self) -> str:
        return str(self.answers.get("title") or self.uid)


class ReviewComment(models.Model):
    """A coordinator's remark beside one question of the log (`field`), or on the whole record when empty."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="review_comments", verbose_name=_("case"))
    field = models.CharField(_("question"), max_length=60, blank=True)
    text = models.TextField(_("comment"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)

    class Meta:
        verbose_name = _("review comment")
        verbose_name_plural = _("review comments")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:80]
