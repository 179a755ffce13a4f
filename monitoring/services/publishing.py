"""The one way a version of a case becomes public, and the one way it stops being so."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from monitoring import permissions
from monitoring.enums import VersionKind
from monitoring.services.derived import refresh_derived
from monitoring.services.errors import (
    ChangeNoteMissing,
    ChildInUse,
    NotThePublisher,
    PublishingRefused,
    StaleDraft,
    TwoPersonsNeeded,
)
from monitoring.services.identity import with_stored_keys
from monitoring.services.letters import PUBLISHED, tell_volunteer
from monitoring.services.packages import renew_package
from monitoring.services.references import next_reference
from monitoring.services.reply_gate import check_reply_terms

if TYPE_CHECKING:
    from wagtail.models import Revision

    from monitoring.models import Case

logger = logging.getLogger(__name__)

# The mark by which Wagtail's publish_scheduled command tells what it publishes.
SCHEDULED = "wagtail.publish.scheduled"


def authors_since_publication(case: "Case") -> frozenset[int]:
    """Ids of those who saved a revision after the last public version."""
    revisions = case.revisions.exclude(user=None)
    published = case.versions.exclude(kind=VersionKind.WITHDRAWN).first()
    if published and published.revision_id:
        revisions = revisions.filter(pk__gt=published.revision_id)
    return frozenset(revisions.values_list("user", flat=True))


def may_publish(*, case: "Case", user: Any) -> bool:
    """Whether the person may publish what is drafted now; the draft itself may still be refused."""
    return permissions.can_publish(user, case, authors_since_publication(case), two_persons=settings.TWO_PERSON_RULE)


def check_publishing(*, case: "Case", draft: "Case", user: Any) -> None:
    """Raise the PublishingRefused that forbids `user` to make `draft` the public version of `case`.

    `user` is None for the schedule and for imports, which were authorised before.
    """
    if user is not None:
        if not permissions.can_manage(user, case):
            raise NotThePublisher(_("This case belongs to another centre's regions."))
        authors = authors_since_publication(case)
        if not permissions.can_publish(user, case, authors, two_persons=settings.TWO_PERSON_RULE):
            raise TwoPersonsNeeded(_("You wrote part of this version. A second person must check and publish it."))
    if draft.based_on != case.version:
        raise StaleDraft(
            _(
                "This draft was begun from version %(old)s, but version %(new)s is public now. "
                "Compare both and decide what stays; nothing is dropped without you."
            )
            % {"old": draft.based_on, "new": case.version}
        )
    if case.version and not draft.change_note.strip():
        raise ChangeNoteMissing(_("Write what changed and why: readers see it in the record's history."))
    check_reply_terms(case=case, draft=draft)


def publish_revision(*, case: "Case", revision: "Revision", user: Any, wagtail_publish: Callable[[], None]) -> None:
    """Publish or schedule `revision`; on success the case has a reference and one public version more.

    Raises PublishingRefused; then the database is as it was, and the objects passed in are to be thrown away.
    """
    from monitoring.models import Case, CaseVersion

    with transaction.atomic():
        row = Case.objects.select_for_update().get(pk=case.pk)
        for field in (*Case.OF_THE_RECORD, "live", "live_revision_id", "first_published_at"):
            setattr(case, field, getattr(row, field))
        revision.content = with_stored_keys(Case, case.pk, revision.content)
        draft = case.with_content_json(revision.content)
        check_publishing(case=case, draft=draft, user=user)
        if draft.go_live_at and draft.go_live_at > timezone.now():
            wagtail_publish()
            return
        first = case.version == 0
        case.version += 1
        case.reference = case.reference or next_reference(draft)
        case.withdrawn_at, case.withdrawal_reason = None, ""
        note = draft.change_note.strip()
        # From here on the revision is this version; its note belongs to the version, not to the next draft.
        revision.content = {**revision.content, "based_on": case.version, "change_note": ""}
        revision.save(update_fields=["content"])
        try:
            wagtail_publish()
        except ProtectedError as error:
            kept = ", ".join(sorted({str(child) for child in error.protected_objects}))
            raise ChildInUse(
                _("This version drops something that was already referred to an authority: %(kept)s.") % {"kept": kept}
            ) from error
        CaseVersion.objects.create(
            case=case,
            number=case.version,
            kind=VersionKind.PUBLISHED if first else VersionKind.CORRECTED,
            at=timezone.now(),
            note=note,
            revision=revision,
            decided_by=user,
        )
        refresh_derived(case=case)
        if first:
            tell_volunteer(case=case, event=PUBLISHED)


def unschedule(*, revision: "Revision", refusal: PublishingRefused) -> None:
    """What the schedule could not publish stays a draft; the history tells why."""
    revision.approved_go_live_at = None
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    logger.warning("Scheduled publication of revision %s refused: %s", revision.pk, type(refusal).__name__)
    log(
        instance=revision.content_object,
        action="monitoring.unschedule",
        data={"reason": str(refusal)},
        revision=revision,
    )


def withdraw_case(*, case: "Case", user: Any, reason: str) -> None:
    """Take a case off the public pages; its address goes on answering with the reason, which is public."""
    from monitoring.models import Case, CaseVersion

    reason = reason.strip()
    if not reason:
        raise ChangeNoteMissing(_("Give the reason: readers see it at the record's address."))
    with transaction.atomic():
        row = Case.objects.select_for_update().get(pk=case.pk)
        if not permissions.can_withdraw(user, row):
            raise NotThePublisher(_("This case cannot be withdrawn by you."))
        shown = row.live_revision
        UnpublishAction(row, user=user).execute(skip_permission_checks=True)
        Case.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now(), withdrawal_reason=reason)
        CaseVersion.objects.create(
            case=row,
            number=row.version,
            kind=VersionKind.WITHDRAWN,
            at=timezone.now(),
            note=reason[:500],
            revision=shown,
            decided_by=user,
        )
        refresh_derived(case=row)
        renew_package()
        log(instance=row, action="monitoring.withdraw", user=user, data={"reason": reason})
    case.refresh_from_db()
