from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.presenters.dates import table_date
from monitoring.presenters.links import absolute

if TYPE_CHECKING:
    from monitoring.models import Case


def citation(case: "Case") -> str:
    """How to cite the version on the screen, in the language of the page; the address never changes."""
    return _("%(title)s. %(reference)s, version %(version)s // Aarhus Watch. %(date)s. %(address)s") % {
        "title": case.title.rstrip("."),
        "reference": case.reference,
        "version": case.version,
        "date": table_date(case.last_published_at or timezone.now()),
        "address": absolute(case.get_absolute_url()),
    }
