"""Closing old versions, when what stood in them must not be read any longer."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from monitoring import permissions
from monitoring.services.errors import NotThePublisher, ReasonMissing
from monitoring.services.packages import renew_package

if TYPE_CHECKING:
    from monitoring.models import Case


def close_versions(*, case: "Case", numbers: Collection[int], user: Any, reason: str) -> int:
    """Nobody reads these versions any more, only the reason. Returns how many were closed now.

    The one that is public now may be among them: it is closed to readers as soon as a later one takes its place.
    One decision closes for good, so that nobody can be pressed to open what was closed for protection.
    """
    from monitoring.models import Case, CaseVersion

    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Give the reason: readers see it in place of the version."))
    with transaction.atomic():
        row = Case.objects.select_for_update().get(pk=case.pk)
        if not permissions.can_manage(user, row):
            raise NotThePublisher(_("This case belongs to another centre's regions."))
        open_ones = CaseVersion.objects.filter(case=row, number__in=numbers, closed_at__isnull=True)
        closing = sorted(open_ones.values_list("number", flat=True))
        open_ones.update(closed_at=timezone.now(), closing_reason=reason[:500], closed_by=user)
        if closing:
            renew_package()
            data = {"reason": reason, "versions": closing}
            log(instance=row, action="monitoring.close_versions", user=user, data=data)
    return len(closing)
