from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitoring.enums import ReplyQuality
from monitoring.models import ReferralStep


def ratings_of(step: ReferralStep, posted: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """What the table of questions says; a question that is not in it stays as it is."""
    found = {}
    for question in step.questions.all():
        quality = posted.get(f"quality-{question.pk}")
        if quality is None:
            continue
        if quality and quality not in ReplyQuality.values:
            raise ValidationError(_("There is no such mark."))
        found[question.pk] = (quality, posted.get(f"note-{question.pk}", "")[:500])
    return found
