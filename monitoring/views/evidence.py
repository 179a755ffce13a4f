"""Files of evidence. Who may not open one gets the same answer as if there were none."""

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from monitoring import permissions
from monitoring.models import Case, EvidenceLink
from monitoring.permissions import Person
from monitoring.views.http import desk_only
from monitoring.views.sending import send_copy, send_original, send_preview


@require_safe
def copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The copy without the data of its author."""
    link, public = readable(request, uid)
    return send_copy(request, link.file, public_name(link), public=public)


@require_safe
def preview(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """A picture of the copy: its first page or a thumbnail."""
    link, public = readable(request, uid)
    return send_preview(request, link.file, public_name(link), public=public)


@desk_only
@require_safe
def original(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The file as it arrived, with all it tells of its author: only for those who manage the case."""
    link = managed(request, uid)
    if link is None or link.file is None:
        raise Http404
    return send_original(request, link.file, public_name(link))


def readable(request: HttpRequest, uid: uuid.UUID) -> tuple[EvidenceLink, bool]:
    """The link and whether anyone may open it; the person is asked for only when not. Raises Http404."""
    if link := EvidenceLink.objects.public().select_related("file", "case").filter(uid=uid).first():
        return link, True
    if link := managed(request, uid):
        return link, False
    raise Http404


def managed(request: HttpRequest, uid: uuid.UUID) -> EvidenceLink | None:
    """A link of a case the person manages; `?case=` names the case in whose unpublished draft it stands."""
    user = cast(Person, request.user)
    if not permissions.can_use_desk(user):
        return None
    links = EvidenceLink.objects.visible_to(user).select_related("file", "case__region")
    link = next((link for link in links.filter(uid=uid) if permissions.can_manage(user, link.case)), None)
    return link or drafted(user, uid, request.GET.get("case", ""))


def drafted(user: Person, uid: uuid.UUID, case_pk: str) -> EvidenceLink | None:
    case = Case.objects.manageable_by(user).filter(pk=case_pk).first() if case_pk.isdecimal() else None
    if case is None:
        return None
    return next((link for link in case.get_latest_revision_as_object().evidence.all() if link.uid == uid), None)


def public_name(link: EvidenceLink) -> str:
    """`KZ-PAV-2026-0042-3`: the number of the case and the place of the file in it."""
    case = link.case
    uids = [item.uid for item in case.evidence.all()]
    place = uids.index(link.uid) + 1 if link.uid in uids else len(uids) + 1
    return f"{case.reference or f'draft-{case.pk}'}-{place}"
