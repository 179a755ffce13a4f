"""A person's answers to the criteria, written into the draft of a case at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from monitoring.enums import Answer
from monitoring.models import Assessment, Case
from monitoring.services.desk import check_desk
from monitoring.services.errors import PublishingRefused


class DraftMoved(PublishingRefused):
    """Somebody saved the draft since this person opened it."""


@dataclass(frozen=True)
class Told:
    answer: str = Answer.NO_DATA
    note: str = ""
    overrules: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Told()


@transaction.atomic
def save_answers(*, case: Case, answers: Mapping[int, Told], opened: int | None, user: Any) -> Revision | None:
    """`answers` by the key of the criterion; criteria not named stay as they are. None when nothing changed.

    `opened` is the revision the person saw. Raises DraftMoved, NotThePublisher, ValidationError.
    """
    check_desk(case, user)
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.latest_revision_id != opened:
        raise DraftMoved(_("Somebody saved this draft meanwhile. Your answers are below: check them and save again."))
    draft = row.get_latest_revision_as_object()
    kept = {made.criterion_id: made for made in draft.assessments.all()}
    changed = False
    for criterion, told in answers.items():
        made = kept.get(criterion)
        if told == told_by(made):
            continue
        changed = True
        if told.is_empty:
            del kept[criterion]
            continue
        made = kept.setdefault(criterion, made or Assessment(criterion_id=criterion))
        made.answer, made.note, made.overrules = told.answer, told.note, told.overrules
        made.clean_fields(exclude=["case"])
        made.clean()
    if not changed:
        return None
    draft.assessments.set(list(kept.values()))
    return draft.save_revision(user=user, clean=False, log_action=True)


def told_by(made: Assessment | None) -> Told:
    return Told(made.answer, made.note.strip().replace("\r\n", "\n"), made.overrules) if made else Told()
