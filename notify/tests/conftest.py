"""How a reader follows, confirms and gets messages; `later` sends what is due a week from now."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from notify.models import Subscription
from notify.services.planning import plan
from notify.services.sending import queue
from search.changes.collecting import collect

ADDRESS = "reader@example.org"


def path_in(message, part):
    """The path of the link with `part` in it, as the plain text of the message gives it."""
    (link,) = re.findall(rf"https?://\S+/follow/{part}/\S+", message.body)
    return urlsplit(link).path


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def follow(client, commits):
    def ask(query="", email=ADDRESS, language="ru", frequency="weekly", of="cases/", confirm=True):
        with commits():
            response = client.post(
                f"/{language}/follow/{of}{query}", {"email": email, "frequency": frequency, "language": language}
            )
        assert response.status_code == 302, response.context["form"].errors
        if not confirm:
            return None
        client.post(path_in(mail.outbox.pop(), "confirm"))
        return Subscription.objects.select_related("subscriber", "topic").latest("pk")

    return ask


@pytest.fixture
def later(commits):
    def send(days=7):
        """What is sent then."""
        mail.outbox.clear()
        now = timezone.now() + dt.timedelta(days=days)
        collect(timezone.now())
        plan(now)
        with commits():
            queue(now)
        return list(mail.outbox)

    return send
