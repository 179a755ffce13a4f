"""Work for the worker process: a mail server can take its time."""

from uuid import UUID

from django_tasks import task

from notify.messages import confirmation
from notify.models import Subscription
from notify.services import sending


@task()
def write_to_confirm(subscription_id: int) -> None:
    rows = Subscription.objects.select_related("subscriber", "topic")
    if subscription := rows.filter(pk=subscription_id).first():
        confirmation(subscription).send()


@task()
def send_batch(batch: str) -> None:
    sending.send(UUID(batch))
