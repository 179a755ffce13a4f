"""One letter a day to each coordinator, when something is new: numbers and links, nothing of what a record says."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.users.models import UserProfile

from monitoring import permissions
from monitoring.enums import RecordEventKind, StepEventKind
from monitoring.models import Case, DigestSent, RecordEvent, Region, StepEvent

FIRST_DIGEST_LOOKS_BACK = dt.timedelta(days=7)


def queue_digests(today: dt.date) -> int:
    """Returns how many letters were given to the worker."""
    coordinators = get_user_model().objects.filter(memberships__role=permissions.COORDINATOR, is_active=True)
    return sum(_queue(person, today) for person in coordinators.distinct().order_by("pk"))


def _queue(person: Any, today: dt.date) -> bool:
    if not UserProfile.get_for_user(person).submitted_notifications:
        return False
    last = DigestSent.objects.filter(user=person).order_by("-written_at").first()
    if last is not None and last.on >= today:
        return False
    now = timezone.now()
    counts = news(person, last.written_at if last else now - FIRST_DIGEST_LOOKS_BACK, now)
    if not counts:
        return False
    return _write(person, today, now, counts)


@transaction.atomic
def _write(person: Any, today: dt.date, now: dt.datetime, counts: dict[str, int]) -> bool:
    """Two runs at the same time make one digest: the day is unique, and the loser finds it made."""
    from monitoring.tasks import send_digest

    digest, created = DigestSent.objects.get_or_create(
        user=person, on=today, defaults={"counts": counts, "written_at": now}
    )
    if created:
        transaction.on_commit(partial(send_digest.enqueue, digest.pk))
    return created


def news(person: Any, since: dt.datetime, until: dt.datetime) -> dict[str, int]:
    """What happened to the records of the person's desk after `since`, by kind; nothing where there is nothing."""
    cases = Case.objects.manageable_by(person).values("pk")
    letters = StepEvent.objects.filter(
        kind=StepEventKind.OVERDUE, at__gt=since, at__lte=until, step__referral__case__in=cases
    ).count()
    events = (
        RecordEvent.objects.filter(_of_desk(person, cases), at__gt=since, at__lte=until)
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    found = {"letters": letters, **dict(events)}
    return {name: count for name, count in found.items() if count}


def _of_desk(person: Any, cases: Any) -> Q:
    """Events of the desk's cases, and of the councils of its regions that concern no case."""
    centres = permissions.managed_centres(person)
    regions = Region.objects.all() if centres is None else Region.objects.filter(centres__in=centres)
    keys = sorted(set(regions.values_list("key", flat=True)))
    return Q(case__in=cases) | Q(case__isnull=True, detail__region__in=keys)


def send(*, digest_id: int) -> None:
    """Whoever takes the digest first sends it; nobody sends it again."""
    taken = DigestSent.objects.filter(pk=digest_id, sent_at__isnull=True).update(sent_at=timezone.now())
    digest = DigestSent.objects.select_related("user").filter(pk=digest_id).first()
    if not taken or digest is None or not digest.user.is_active:
        return
    profile = UserProfile.get_for_user(digest.user)
    with override(profile.get_preferred_language()):
        why = _("You get this only when something is new. Letters are switched off in your account of the desk.")
        text = "\n".join([_("New at your desk:"), "", *lines(digest.counts), "", why, ""])
        send_mail(_("Legal dates passed: your desk"), text, None, [digest.user.email])


def lines(counts: dict[str, int]) -> Iterator[str]:
    """A number and where to look; the kinds in an order of their own."""
    for name in ("letters", *RecordEventKind.values):
        if count := counts.get(name, 0):
            yield f"— {sentence(name, count)}: {settings.SITE_URL}{address(name)}"


def sentence(name: str, count: int) -> str:
    words = {
        "letters": ngettext(
            "%(count)s letter got no reply by the legal date",
            "%(count)s letters got no reply by the legal date",
            count,
        ),
        RecordEventKind.OVERDUE: ngettext(
            "a legal date of a record passed: %(count)s", "legal dates of records passed: %(count)s", count
        ),
        RecordEventKind.MOVED: ngettext("a computed date moved: %(count)s", "computed dates moved: %(count)s", count),
        RecordEventKind.NO_REPLY: ngettext(
            "a body did not reply by its date: %(count)s", "bodies did not reply by their dates: %(count)s", count
        ),
    }
    return words[name] % {"count": count}


def address(name: str) -> str:
    if name == "letters":
        return f"{reverse('monitoring_referrals:list')}?state=overdue"
    return reverse("wagtailadmin_home")
