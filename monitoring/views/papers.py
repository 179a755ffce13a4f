"""Letters, replies and other papers of the follow-up, sent as safely as evidence."""

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from monitoring import permissions
from monitoring.models import FollowUpFile
from monitoring.permissions import Person
from monitoring.views.http import desk_only
from monitoring.views.sending import send_copy, send_original, send_preview


@require_safe
def copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    paper, public = readable(request, uid)
    return send_copy(request, paper.file, public_name(paper), public=public)


@require_safe
def preview(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    paper, public = readable(request, uid)
    return send_preview(request, paper.file, public_name(paper), public=public)


@desk_only
@require_safe
def original(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    paper = managed(request, uid)
    if paper is None:
        raise Http404
    return send_original(request, paper.file, public_name(paper))


def readable(request: HttpRequest, uid: uuid.UUID) -> tuple[FollowUpFile, bool]:
    """The paper and whether anyone may open it; the person is asked for only when not. Raises Http404."""
    if paper := FollowUpFile.objects.public().select_related("file", "case").filter(uid=uid).first():
        return paper, True
    if paper := managed(request, uid):
        return paper, False
    raise Http404


def managed(request: HttpRequest, uid: uuid.UUID) -> FollowUpFile | None:
    """A paper of a case the person manages; one without a case is nobody's desk's."""
    user = cast(Person, request.user)
    if not permissions.can_use_desk(user):
        return None
    paper = FollowUpFile.objects.visible_to(user).select_related("file", "case__region").filter(uid=uid).first()
    return paper if paper and paper.case and permissions.can_manage(user, paper.case) else None


def public_name(paper: FollowUpFile) -> str:
    """`KZ-PAV-2026-0042-1f0c9a2b`: nothing of the name the file came with."""
    number = (paper.case.reference or f"draft-{paper.case.pk}") if paper.case else "paper"
    return f"{number}-{paper.uid.hex[:8]}"
