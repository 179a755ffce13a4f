"""Carrying a volunteer's correction into the latest draft without undoing what the coordinator did there."""

from typing import Any

from django.db import models

from monitoring.log.sketch import Attributes, Rows, Sketch
from monitoring.models import Assessment, Case, Consultation, EvidenceLink, Milestone, Notice
from monitoring.models.children import add_last


def apply_difference(draft: Case, old: Sketch, new: Sketch) -> None:
    """Change in `draft` only what differs between the two sketches; nothing is saved."""
    _apply(draft, old.fields, new.fields)
    _apply_rows(draft.milestones, Milestone, old.milestones, new.milestones)
    _apply_rows(draft.consultations, Consultation, old.consultations, new.consultations)
    _apply_rows(draft.evidence, EvidenceLink, old.evidence, new.evidence)
    _apply_assessments(draft, old.assessments, new.assessments)
    ours = old.consultations.keys() | new.consultations.keys()
    for consultation in draft.consultations.all():
        if str(consultation.uid) in ours:
            consultation.note = merged_text(consultation.note, old.note, new.note)
            _apply_rows(consultation.notices, Notice, old.notices, new.notices)


def merged_text(current: str, before: str, after: str) -> str:
    """`current` with `before` replaced by `after`; where it was rewritten meanwhile, `after` is added below."""
    if before == after or after in current:
        return current
    if before and before in current:
        return current.replace(before, after, 1)
    return "\n\n".join(part for part in (current, after) if part)


def _differing(before: Attributes, after: Attributes) -> Attributes:
    return {name: value for name, value in after.items() if name not in before or before[name] != value}


def _apply(instance: models.Model, before: Attributes, after: Attributes) -> None:
    for name, value in _differing(before, after).items():
        setattr(instance, name, value)


def _apply_rows(manager: Any, model: type[models.Model], before: Rows, after: Rows) -> None:
    present = {str(child.uid): child for child in manager.all()}
    for uid, attributes in after.items():
        known = before.get(uid, {})
        if child := present.get(uid):
            _apply(child, known, attributes)
        elif _differing(known, attributes):
            add_last(manager, model(uid=uid, **attributes))
    for uid in before.keys() - after.keys():
        if (child := present.get(uid)) and _is(child, before[uid]):
            manager.remove(child)


def _apply_assessments(draft: Case, before: Rows, after: Rows) -> None:
    """A criterion is answered once: an answer the coordinator gave stands."""
    present = {child.criterion_id: child for child in draft.assessments.all()}
    for key, attributes in after.items():
        known = before.get(key)
        child = present.get(attributes["criterion_id"])
        if child is None and known != attributes:
            add_last(draft.assessments, Assessment(**attributes))
        elif child is not None and known and _is(child, known):
            child.answer = attributes["answer"]
    for key in before.keys() - after.keys():
        child = present.get(before[key]["criterion_id"])
        if child is not None and _is(child, before[key]) and not child.note:
            draft.assessments.remove(child)


def _is(child: models.Model, attributes: Attributes) -> bool:
    """Whether nobody changed the child since it was made from `attributes`."""
    fields = {name: child._meta.get_field(name) for name in attributes}
    return all(
        fields[name].to_python(getattr(child, name)) == fields[name].to_python(value)  # type: ignore[union-attr]
        for name, value in attributes.items()
    )
