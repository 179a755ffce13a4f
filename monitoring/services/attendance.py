"""The list of who registered at a hearing, kept so that lists can be compared and nobody can be read from them."""

import re
import unicodedata
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from monitoring.models import AttendanceName, AttendanceSheet, Case
from monitoring.services.desk import check_desk

SALT = "monitoring.attendance"
MOST_LINES = 3000
NUMBER = re.compile(r"^\s*\d+\s*[.)\-–:]?\s*")
# What follows the name in a line: address, telephone, signature.
AFTER_NAME = re.compile(r"[\t;,|/]| {3,}|\s[-–—]\s|\d")
WORD = re.compile(r"[^\W\d_]+")
# One name is written with Kazakh letters in one list and without them in another.
FOLDED = str.maketrans("ёәғқңөұүһі", "еагкноуухи")


def normal_name(line: str) -> str:
    """`1. Иванов Иван Петрович, ул. Мира` and `И. П. ИВАНОВ` → `иванов и п`; empty if there is no name in it."""
    plain = unicodedata.normalize("NFKC", line.replace("№", " "))
    name = AFTER_NAME.split(NUMBER.sub("", plain), maxsplit=1)[0]
    words = WORD.findall(name.casefold().translate(FOLDED))
    whole = [word for word in words if len(word) > 1]
    if not whole:
        return ""
    surname = whole[0]
    initials = [word[0] for word in words if word is not surname][:2]
    return " ".join([surname, *initials])


def digest(name: str) -> str:
    """HMAC-SHA256 under a key made of the site's secret: without it no guess at a name can be checked."""
    return salted_hmac(SALT, name, algorithm="sha256").hexdigest()


def digests_of(text: str) -> list[str]:
    """One for each line with a name, in the order of the list."""
    return list(_digests(text))


def _digests(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if name := normal_name(line):
            yield digest(name)


@transaction.atomic
def enter_attendance(*, case: Case, consultation: uuid.UUID, text: str, user: Any) -> AttendanceSheet:
    """Put the list in the place of the one entered before. The text is neither stored nor logged.

    Raises ValidationError when there is nothing to enter, too much of it, or no such hearing in the draft.
    """
    check_desk(case, user)
    draft = case.get_latest_revision_as_object()
    if consultation not in {item.uid for item in draft.consultations.all()}:
        raise ValidationError(_("This hearing is no longer in the draft."))
    if text.count("\n") > MOST_LINES:
        raise ValidationError(_("At most %(count)s lines at once.") % {"count": MOST_LINES})
    found = digests_of(text)
    if not found:
        raise ValidationError(_("There is no name in the list: one person a line."))
    people = set(found)
    sheet, _created = AttendanceSheet.objects.update_or_create(
        consultation_uid=consultation,
        case=case,
        defaults={"people": len(people), "repeated": len(found) - len(people)},
    )
    sheet.names.all().delete()
    AttendanceName.objects.bulk_create(AttendanceName(sheet=sheet, digest=made) for made in sorted(people))
    log(instance=case, action="monitoring.attendance", user=user, data={"lines": len(found)})
    return sheet


@transaction.atomic
def remove_attendance(*, case: Case, consultation: uuid.UUID, user: Any) -> None:
    check_desk(case, user)
    removed, _by_model = AttendanceSheet.objects.filter(case=case, consultation_uid=consultation).delete()
    if removed:
        log(instance=case, action="monitoring.attendance", user=user, data={"lines": 0})
