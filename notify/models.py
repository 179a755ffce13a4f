"""Who asked to be told of what, how often, how far they have been told, and the messages on their way.

Of a person there is the address and nothing else. `uid`s stand, signed, in the links of messages.
"""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notify.enums import Frequency, TopicKind

CONFIRM_WITHIN = dt.timedelta(days=7)
MOST_ATTEMPTS = 6


class Subscriber(models.Model):
    """An address, in small letters. `refusals`: how many messages in a row its server refused for good."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    refusals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self) -> str:
        """Never the address: this may be logged."""
        return f"{self._meta.verbose_name} {self.pk}"


class TopicQuerySet(models.QuerySet):
    def with_due(self, today: dt.date) -> Self:
        return self.filter(Exists(Subscription.objects.due(today).filter(topic=OuterRef("pk"))))

    def unused(self) -> Self:
        return self.filter(subscriptions__isnull=True)


class Topic(models.Model):
    """What is followed, one row however many follow it. `query`: the canonical query of a list, or a case's number."""

    kind = models.CharField(max_length=10, choices=TopicKind.choices)
    query = models.TextField(blank=True)
    digest = models.CharField(max_length=64, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed topic")
        verbose_name_plural = _("followed topics")
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="notify_topic_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.query}"


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def due(self, today: dt.date) -> Self:
        return self.confirmed().filter(next_on__lte=today)

    def abandoned(self, now: dt.datetime) -> Self:
        """Never confirmed, and its link is no longer good."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=now - CONFIRM_WITHIN)


class Subscription(models.Model):
    """`told_until` is the key of the last change the subscriber was told of, or was too early for."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="subscriptions")
    frequency = models.CharField(_("How often"), max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    language = models.CharField(_("Language of the messages"), max_length=2, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.BigIntegerField(default=0)
    next_on = models.DateField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["next_on", "topic"], name="notify_subscription_due")]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "topic"], name="notify_subscription_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(next_on__isnull=False), name="notify_confirmed_has_next"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class DeliveryQuerySet(models.QuerySet):
    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def waiting(self, now: dt.datetime) -> Self:
        """To be given to the worker: neither with it now, nor given up."""
        free = Q(held_until__isnull=True) | Q(held_until__lte=now)
        return self.unsent().filter(free, attempts__lt=MOST_ATTEMPTS)


class Delivery(models.Model):
    """One message to one subscriber: `total` changes up to the key `until`, of which it lists `changes` (keys).

    `batch` names the work of which it is part, until `held_until`; whoever holds another batch lets it alone.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    changes = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    until = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    batch = models.UUIDField(null=True, db_index=True)
    held_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to a subscriber")
        verbose_name_plural = _("messages to subscribers")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["held_until"], condition=Q(sent_at__isnull=True), name="notify_delivery_unsent"),
            models.Index(fields=["created_at"], name="notify_delivery_created"),
        ]
        constraints = [models.UniqueConstraint(fields=["subscription", "until"], name="notify_delivery_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
