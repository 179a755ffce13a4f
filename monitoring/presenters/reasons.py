"""Reasons kept as data, in the language of the reader."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from monitoring.checklist.reasons import Reason
from monitoring.councils.reasons import Reason as CouncilReason
from monitoring.enums import NoticeChannel
from monitoring.partial_date import PartialDate
from monitoring.presenters.council_reasons import reason_text as council_reason_text
from monitoring.presenters.dates import partial_text

ISO_DATE = re.compile(r"^\d{4}-\d{2}(-\d{2})?$")


def reason_text(reason: Reason | CouncilReason) -> str:
    """A whole sentence."""
    if isinstance(reason, CouncilReason):
        return council_reason_text(reason)
    return _(reason.text) % {name: _value(value) for name, value in reason.values.items()}


def reasons_text(reasons: Iterable[Any]) -> str:
    return " ".join(reason_text(reason) for reason in reasons)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_value(item) for item in value)
    if value in NoticeChannel.values:
        return str(NoticeChannel(value).label)
    text = str(value)
    return partial_text(PartialDate(text)) if ISO_DATE.match(text) else text or _("date not known")
