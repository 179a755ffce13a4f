"""A draft begun from an older version, and the version public now: a person decides, nothing drops by itself.

Children are paired by `uid`. `base` is the public version the draft was begun from; it tells who changed what.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Revision

from monitoring import permissions
from monitoring.enums import VersionKind
from monitoring.models import Case, CaseVersion
from monitoring.services.errors import ChildInUse, NotThePublisher
from monitoring.services.referrals import referred_to

RELATIONS = ("milestones", "consultations", "evidence", "assessments", "findings")
NESTED = ("notices", "statuses")
LIVE, DRAFT = "live", "draft"
NOT_COMPARED = frozenset(
    {"based_on", "change_note", "live", "first_published_at", "go_live_at", "expire_at", "locked", "sort_order"}
)


@dataclass(frozen=True)
class Value:
    """One field on both sides, as people read it; `default` is the side that changed it since `base`."""

    name: str
    label: str
    live: str
    draft: str
    default: str = LIVE


@dataclass(frozen=True)
class Child:
    """`live` and `draft` say where it exists; `removed_since` means the public record has dropped what `base` had."""

    relation: str
    uid: UUID
    kind: str
    title: str
    text: str
    live: bool
    draft: bool
    values: tuple[Value, ...] = ()
    default: str = LIVE
    removed_since: bool = False
    referred_to: str = ""

    @property
    def is_conflict(self) -> bool:
        return self.live and self.draft and bool(self.values)


@dataclass(frozen=True)
class Differences:
    fields: list[Value]
    children: list[Child]


def compared_fields(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.editable
        and not field.primary_key
        and not isinstance(field, ParentalKey)
        and field.name not in NOT_COMPARED
    ]


def shown(instance: models.Model, field: models.Field) -> str:
    value = getattr(instance, field.name)
    if isinstance(field, models.ManyToManyField):
        return ", ".join(str(item) for item in value.all())
    if field.choices:
        return str(getattr(instance, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def values_of(live: models.Model, draft: models.Model, base: models.Model | None) -> tuple[Value, ...]:
    found = []
    for field in compared_fields(type(live)):
        now, meant = shown(live, field), shown(draft, field)
        if now != meant:
            only_draft_changed = base is not None and shown(base, field) == now
            label = str(field.verbose_name)
            found.append(Value(field.name, label, now, meant, DRAFT if only_draft_changed else LIVE))
    for relation in NESTED:
        if hasattr(live, relation):
            now, meant = nested_text(live, relation), nested_text(draft, relation)
            if now != meant:
                name = str(getattr(type(live), relation).rel.related_model._meta.verbose_name_plural)
                found.append(Value(relation, name, now, meant, LIVE))
    return tuple(found)


def text_of(instance: models.Model) -> str:
    return ", ".join(filter(None, (shown(instance, field) for field in compared_fields(type(instance)))))


def nested_text(child: models.Model, relation: str) -> str:
    return "; ".join(text_of(row) for row in getattr(child, relation).all())


def by_uid(case: Case | None, relation: str) -> dict[UUID, Any]:
    return {child.uid: child for child in getattr(case, relation).all()} if case else {}


def base_of(case: Case, draft: Case) -> Case | None:
    version = (
        CaseVersion.objects.filter(case=case, number=draft.based_on, revision__isnull=False)
        .exclude(kind=VersionKind.WITHDRAWN)
        .select_related("revision")
        .first()
    )
    return case.with_content_json(version.revision.content) if version and version.revision else None


def differences(*, case: Case, draft: Case) -> Differences:
    base = base_of(case, draft)
    children = []
    for relation in RELATIONS:
        live, meant, began = (by_uid(side, relation) for side in (case, draft, base))
        for uid in dict.fromkeys((*live, *meant)):
            children.append(_child(relation, uid, live.get(uid), meant.get(uid), began.get(uid)))
    return Differences(list(values_of(case, draft, base)), [child for child in children if child])


def _child(relation: str, uid: UUID, live: Any, draft: Any, base: Any) -> Child | None:
    values = values_of(live, draft, base) if live and draft else ()
    if live and draft and not values:
        return None
    one = live or draft
    return Child(
        relation=relation,
        uid=uid,
        kind=str(one._meta.verbose_name),
        title=str(one),
        text=text_of(one),
        live=live is not None,
        draft=draft is not None,
        values=values,
        default=DRAFT if values and all(value.default == DRAFT for value in values) else LIVE,
        removed_since=live is None and base is not None,
        referred_to=referred_to(live) if live is not None and relation == "findings" else "",
    )


@transaction.atomic
def reconcile(
    *,
    case: Case,
    user: Any,
    fields: Mapping[str, str],
    children: Mapping[UUID, str],
    drop: Iterable[UUID] = (),
    restore: Iterable[UUID] = (),
) -> Revision:
    """A new draft begun from the version public now, made of both.

    `fields` and `children` name the side to take where they differ (the public one when not named). A child of
    either side stays unless its uid is in `drop`; one that the public record has dropped since comes back only
    if it is in `restore`. Raises ChildInUse for dropping what was referred to an authority.
    """
    live = Case.objects.select_for_update().get(pk=case.pk)
    if not permissions.can_manage(user, live):
        raise NotThePublisher(_("This case belongs to another centre's regions."))
    draft = live.get_latest_revision().as_object()
    found = differences(case=live, draft=draft)
    dropped = set(drop)
    for child in found.children:
        if child.uid in dropped and child.referred_to:
            raise ChildInUse(
                _("“%(title)s” was referred to %(authority)s and cannot be dropped.")
                % {"title": child.title, "authority": child.referred_to}
            )
    dropped |= {child.uid for child in found.children if child.removed_since} - set(restore)
    for value in found.fields:
        if fields.get(value.name) == DRAFT:
            setattr(live, value.name, getattr(draft, value.name))
    for relation in RELATIONS:
        united = _unite(by_uid(live, relation), by_uid(draft, relation), children, dropped)
        getattr(live, relation).set(united)
    live.based_on, live.change_note = live.version, draft.change_note
    return live.save_revision(user=user, clean=False, log_action="monitoring.reconcile")


def _unite(live: dict[UUID, Any], draft: dict[UUID, Any], sides: Mapping[UUID, str], dropped: set[UUID]) -> list[Any]:
    united: list[Any] = []
    for uid in dict.fromkeys((*live, *draft)):
        if uid in dropped:
            continue
        ours, theirs = live.get(uid), draft.get(uid)
        taken: Any = theirs if ours is None or (theirs is not None and sides.get(uid) == DRAFT) else ours
        other = ours if taken is theirs else theirs
        taken.pk = ours.pk if ours is not None else None
        for relation in NESTED:
            if hasattr(taken, relation):
                _unite_rows(taken, other, relation, ours)
        taken.sort_order = len(united)
        united.append(taken)
    return united


def _unite_rows(taken: Any, other: Any, relation: str, live: Any) -> None:
    """Rows of a child: those of the side taken, then those only the other side has; public ones keep their key."""
    keys = {row.uid: row.pk for row in getattr(live, relation).all()} if live is not None else {}
    rows: dict[UUID, Any] = {}
    for side in (taken, other):
        for row in getattr(side, relation).all() if side is not None else ():
            rows.setdefault(row.uid, copy(row))
    for row in rows.values():
        row.pk = keys.get(row.uid)
    getattr(taken, relation).set(list(rows.values()))
