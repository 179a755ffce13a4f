"""Gives messages to the worker and sends them: each is claimed before it is sent and marked after it.

Should the machine die between the two, that one message is sent again when its batch is no longer held, under the
same Message-ID.
"""

import datetime as dt
import logging
import uuid
from functools import partial
from http import HTTPStatus
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notify.messages import Messages
from notify.models import Delivery, Subscriber

logger = logging.getLogger(__name__)
BATCH = 100
HELD = dt.timedelta(hours=1)
FIRST_WAIT = dt.timedelta(minutes=15)
MOST_REFUSALS = 3


def queue(now: dt.datetime) -> int:
    """Returns how many messages were given to the worker."""
    waiting = list(Delivery.objects.waiting(now).order_by("subscription__topic", "pk").values_list("pk", flat=True))
    return sum(_queue(waiting[start : start + BATCH], now) for start in range(0, len(waiting), BATCH))


@transaction.atomic
def _queue(keys: list[int], now: dt.datetime) -> int:
    from notify.tasks import send_batch

    batch = uuid.uuid4()
    taken = Delivery.objects.waiting(now).filter(pk__in=keys).update(batch=batch, held_until=now + HELD)
    if taken:
        transaction.on_commit(partial(send_batch.enqueue, batch.hex))
    return taken


def send(batch: uuid.UUID) -> int:
    """Returns how many were sent. When the mail server is away, the rest waits until the batch is no longer held."""
    rows = (
        Delivery.objects.unsent().filter(batch=batch).select_related("subscription__subscriber", "subscription__topic")
    )
    messages, sent = Messages(), 0
    connection = get_connection()
    try:
        connection.open()
        for delivery in rows.order_by("subscription__topic", "subscription__language", "pk"):
            if _claimed(delivery):
                message = messages.make(delivery)
                sent += _sent(delivery, message, connection) if message else _mark(delivery)
    except OSError as failure:
        logger.warning("The mail server is away: %s", type(failure).__name__)
    finally:
        connection.close()
    return sent


def _claimed(delivery: Delivery) -> bool:
    """Nobody else sends it: it is still of this batch, and nobody tried it since it was read."""
    mine = Delivery.objects.unsent().filter(pk=delivery.pk, batch=delivery.batch, attempts=delivery.attempts)
    return bool(mine.update(attempts=F("attempts") + 1))


def _sent(delivery: Delivery, message: EmailMessage, connection: BaseEmailBackend) -> int:
    """Raises OSError when the server is away. An address that is refused for good is forgotten in the end."""
    message.connection = connection
    subscriber = delivery.subscription.subscriber
    try:
        message.send()
    except SMTPServerDisconnected:
        raise
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _text in refusal.recipients.values()]
        if all(code >= HTTPStatus.INTERNAL_SERVER_ERROR for code in codes):
            return _refused(delivery, subscriber)
        return _later(delivery)
    except SMTPException as failure:
        logger.warning("Message %s was not sent: %s", delivery.pk, type(failure).__name__)
        return _later(delivery)
    if subscriber.refusals:
        Subscriber.objects.filter(pk=subscriber.pk).update(refusals=0)
    _mark(delivery)
    return 1


def _mark(delivery: Delivery) -> int:
    """Done, with or without a message: nothing may be left to tell. Returns 0."""
    Delivery.objects.filter(pk=delivery.pk).update(sent_at=timezone.now(), changes=[])
    return 0


def _later(delivery: Delivery) -> int:
    """Waits twice as long each time. Returns 0."""
    wait = FIRST_WAIT * 2**delivery.attempts
    Delivery.objects.filter(pk=delivery.pk).update(batch=None, held_until=timezone.now() + wait)
    return 0


def _refused(delivery: Delivery, subscriber: Subscriber) -> int:
    """Returns 0."""
    Subscriber.objects.filter(pk=subscriber.pk).update(refusals=F("refusals") + 1)
    gone, _rows = Subscriber.objects.filter(pk=subscriber.pk, refusals__gte=MOST_REFUSALS).delete()
    if gone:
        logger.info("An address that refused %s messages was forgotten", MOST_REFUSALS)
        return 0
    return _mark(delivery)
