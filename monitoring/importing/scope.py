"""Into which regions an import may write, and to which centre the cases come."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitoring import permissions
from monitoring.importing.lookups import Lookups
from monitoring.models import Case, Centre, Region


@dataclass(frozen=True)
class Scope:
    """`user` is None for the command, which may write everywhere; `centre` takes all cases when given."""

    user: Any = None
    centre: Centre | None = None

    def centre_for(self, region: Region | None, lookups: Lookups) -> Centre | None:
        """Raise ValidationError for a region that is not this person's."""
        centres = lookups.centres_of(region)
        managed = permissions.managed_centres(self.user) if self.user is not None else None
        if managed is not None:
            centres = [centre for centre in centres if centre.pk in managed]
            if region is None:
                raise ValidationError(_("Only an administrator imports decisions of the whole country."))
            if not centres:
                raise ValidationError(_("This region does not belong to your centre."))
        return self.centre or (centres[0] if centres else None)

    def may_change(self, case: Case) -> bool:
        return self.user is None or permissions.can_manage(self.user, case)
