"""Short letters that something waits or was decided: a link, and nothing of what a record says or who wrote it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.users.models import UserProfile

from monitoring import permissions

if TYPE_CHECKING:
    from monitoring.models import Case

RETURNED = "returned"
PUBLISHED = "published"
REFUSED = "refused"

TO_VOLUNTEER = {
    RETURNED: (
        gettext_lazy("Your record is returned for correction"),
        gettext_lazy("The coordinator wrote what to correct. Open the record, correct it and send it again:"),
    ),
    PUBLISHED: (
        gettext_lazy("Your record is published"),
        gettext_lazy("Thank you. Anyone can read it now; your name is not shown. Open it here:"),
    ),
    REFUSED: (
        gettext_lazy("Your record is not taken up"),
        gettext_lazy("The coordinator wrote the reason. Read it here:"),
    ),
}


def tell_volunteer(*, case: "Case", event: str) -> None:
    """After the transaction, to the volunteer of the case, if it came from a log."""
    from monitoring.models import FieldLog
    from monitoring.tasks import write_to_volunteer

    log = FieldLog.objects.filter(case=case.pk).first()
    if log is not None:
        log_id = log.pk
        transaction.on_commit(lambda: write_to_volunteer.enqueue(log_id, event))


def tell_coordinators(*, case: "Case") -> None:
    """After the transaction, to those at whose desk the case waits."""
    from monitoring.tasks import write_to_coordinators

    case_id = case.pk
    transaction.on_commit(lambda: write_to_coordinators.enqueue(case_id))


def send_to_volunteer(*, log_id: int, event: str) -> None:
    from monitoring.models import FieldLog

    log = FieldLog.objects.select_related("volunteer").get(pk=log_id)
    if not log.volunteer.is_active:
        return
    with override(log.language):
        subject, text = TO_VOLUNTEER[event]
        link = settings.SITE_URL + reverse("monitoring:log_send", kwargs={"uid": log.uid})
        send_mail(str(subject), f"{text}\n\n{link}\n", None, [log.volunteer.email])


def send_to_coordinators(*, case_id: int) -> None:
    from monitoring.models import Case

    case = Case.objects.get(pk=case_id)
    author = case.current_workflow_state.requested_by_id if case.current_workflow_state else None
    for person in coordinators_of(case):
        profile = UserProfile.get_for_user(person)
        if person.pk == author or not profile.submitted_notifications:
            continue
        with override(profile.get_preferred_language()):
            link = settings.SITE_URL + reverse("wagtailsnippets_monitoring_case:review", args=[case.pk])
            text = _("A record of your regions was sent and waits for your check. Open it here:")
            send_mail(_("A record waits for your check"), f"{text}\n\n{link}\n", None, [person.email])


def coordinators_of(case: "Case") -> Any:
    """Of the centre the case is assigned to; of the centres of its region when it is assigned to none."""
    centres = Q(memberships__centre=case.centre_id)
    if case.centre_id is None:
        centres = Q(memberships__centre__in=case.region.centres.values("pk")) if case.region else Q(pk__in=[])
    return (
        get_user_model().objects.filter(centres, memberships__role=permissions.COORDINATOR, is_active=True).distinct()
    )
