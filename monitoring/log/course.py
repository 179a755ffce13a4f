"""The course of a hearing as sentences of the record. Pressure on people stays in the log: the coordinator decides."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from monitoring.log.choices import Chair, YesNo
from monitoring.log.summary import when_in_words

_SAID: dict[str, dict[str, Any]] = {
    "reachable": {
        YesNo.NO: gettext_lazy("Not everybody could come: the place, the hour or the way in kept people out.")
    },
    "registered": {
        YesNo.YES: gettext_lazy("Those who came were put on a list."),
        YesNo.NO: gettext_lazy("Not everybody who came was put on a list."),
    },
    "chair": {
        Chair.BODY: gettext_lazy("Somebody of an authority led the meeting."),
        Chair.INITIATOR: gettext_lazy("Somebody of the company led the meeting."),
        Chair.OTHER: gettext_lazy("The meeting was led neither by an authority nor by the company."),
    },
    "recorded": {
        YesNo.YES: gettext_lazy("The meeting was recorded."),
        YesNo.NO: gettext_lazy("The meeting was not recorded."),
    },
    "list_signed": {
        YesNo.YES: gettext_lazy("The list of those present was signed."),
        YesNo.NO: gettext_lazy("The list of those present was not signed."),
    },
}


def course_in_words(values: Mapping[str, Any]) -> Iterator[str]:
    """Sentences for the cleaned answers that the record has no field for; nothing for what was not told."""
    if seen_on := values.get("notice_seen_on"):
        yield _("The announcement was seen on this day: %(day)s.") % {"day": when_in_words(str(seen_on))}
    if where := values.get("documents_where"):
        yield _("Where the documents could be read: %(place)s.") % {"place": where.rstrip(".")}
    for name in ("reachable", "registered", "chair", "recorded"):
        if sentence := _SAID[name].get(values.get(name, "")):
            yield str(sentence)
    yield from _questions(values)
    if ended_at := values.get("ended_at"):
        yield _("The meeting ended at %(time)s.") % {"time": date_format(ended_at, "H:i")}
    if sentence := _SAID["list_signed"].get(values.get("list_signed", "")):
        yield str(sentence)
    if promised := values.get("minutes_promised"):
        yield _("The minutes were promised by this day: %(day)s.") % {"day": when_in_words(str(promised))}


def _questions(values: Mapping[str, Any]) -> Iterator[str]:
    counts = {name: values.get(name) for name in ("asked", "answered", "unanswered")}
    if (asked := counts["asked"]) is not None:
        yield ngettext("%(count)s question was asked.", "%(count)s questions were asked.", asked) % {"count": asked}
    if (answered := counts["answered"]) is not None:
        yield _("Questions answered: %(count)s.") % {"count": answered}
    if (unanswered := counts["unanswered"]) is not None:
        yield _("Questions refused or left without an answer: %(count)s.") % {"count": unanswered}
