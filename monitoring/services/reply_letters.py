"""Letters of the right of reply: the link to the body, and word to the desk that a reply waits."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from monitoring.models import Case, ReplyRequest
from monitoring.models.right_of_reply import hash_of
from monitoring.presenters.reply_notice import notice
from monitoring.services.letters import coordinators_of
from monitoring.services.right_of_reply import token_of


def send_to_body(*, request_id: int, seed: str) -> None:
    """Not when the invitation was cancelled or its link renewed meanwhile."""
    token = token_of(seed)
    standing = ReplyRequest.objects.standing().filter(pk=request_id, token_hash=hash_of(token))
    request = standing.select_related("case__centre", "body").prefetch_related("findings").first()
    if request is None or not request.email:
        return
    with override(request.language):
        text = render_to_string(
            "monitoring/reply/letter.txt", {"notice": notice(request, list(request.findings.all()), token)}
        )
        send_mail(_("Invitation to reply before publication"), text.strip() + "\n", None, [request.email])


def send_of_body_reply(*, case_id: int) -> None:
    """A link, and nothing of what the reply says."""
    case = Case.objects.get(pk=case_id)
    link = settings.SITE_URL + reverse("wagtailsnippets_monitoring_case:replies", args=[case.pk])
    for person in coordinators_of(case):
        with override(UserProfile.get_for_user(person).get_preferred_language()):
            text = _("A body replied about a record of your regions. Read the reply before it is shown:")
            send_mail(_("A reply of the body waits"), f"{text}\n\n{link}\n", None, [person.email])
