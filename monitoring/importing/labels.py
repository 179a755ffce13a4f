"""How fields are called in the language of the person who looks at a mapping or an error."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitoring.models import Case, Consultation, Notice


def label_of(target: str) -> str:
    """`title`, `consultation.held_on`, `notice.date` or a set of children; unknown ones as they are."""
    own = {
        "id": _("Number in the file"),
        "notices": _("Notices"),
        "milestones": _("Events"),
        "evidence": _("Evidence"),
        "notice.date": _("Notice published on"),
        "notice.detail": _("Where the notice was published"),
    }
    if target in own:
        return own[target]
    group, _dot, name = target.rpartition(".")
    models: dict[str, type[Model]] = {
        "": Case,
        "consultation": Consultation,
        "consultations": Consultation,
        "notice": Notice,
    }
    try:
        return capfirst(str(models.get(group, Case)._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return target
