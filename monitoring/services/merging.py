"""Making one record of several that mean the same body, official or initiator."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from monitoring import permissions
from monitoring.models import Case, ExecutiveBody, Initiator, Official, Tenure
from monitoring.models.bodies import Mergeable
from monitoring.services.usage import Link, links_to

MERGEABLE: tuple[type[Mergeable], ...] = (ExecutiveBody, Official, Initiator)
NAMES = ("name_ru", "name_kk", "name_en")
# What the kept record takes from a duplicate where it has nothing itself.
TAKEN = (*NAMES, "short_name_ru", "short_name_kk", "short_name_en", "bin")
TO_ITSELF = ("parent", "successor")


class MergeRefused(Exception):  # noqa: N818
    """Why these records cannot become one, in words for the person who asked."""


def check_merge(*, keep: Mergeable, duplicates: Collection[Mergeable], user: Any) -> None:
    if not permissions.can_merge_reference(user):
        raise MergeRefused(_("You may not merge reference data."))
    if not duplicates:
        raise MergeRefused(_("Choose at least two records to merge."))
    if keep in duplicates:
        raise MergeRefused(_("A record cannot be merged into itself."))
    for record in (keep, *duplicates):
        if type(record) is not type(keep) or not isinstance(record, MERGEABLE):
            raise MergeRefused(_("Only records of one kind can be merged."))
        if record.merged_into_id:  # type: ignore[attr-defined]
            raise MergeRefused(_("“%(name)s” is already merged into another record.") % {"name": record})


def warnings(records: Iterable[Any]) -> list[str]:
    """What a person should look at twice before merging these."""
    records = list(records)
    found = []
    if len({getattr(record, "region_id", None) for record in records}) > 1:
        found.append(
            _("These records belong to different regions. Bodies of one name in two regions are not one body.")
        )
    if len({number for record in records if (number := getattr(record, "bin", ""))}) > 1:
        found.append(_("These records have different business numbers (BIN): they may be different organisations."))
    if len({getattr(record, "is_private", False) for record in records}) > 1:
        found.append(_("One of these records stands for private persons, who are never named."))
    return found


@transaction.atomic
def merge(*, keep: Mergeable, duplicates: Collection[Mergeable], user: Any) -> Mergeable:
    """Move every reference from the duplicates to `keep` and leave each duplicate as a signpost to it.

    Drafts and old versions of cases are not rewritten: reading one follows the signposts (`follow_merges`).
    Raises MergeRefused; then nothing has changed.
    """
    check_merge(keep=keep, duplicates=duplicates, user=user)
    model: Any = type(keep)
    keys = [record.pk for record in (keep, *duplicates)]
    locked = {record.pk: record for record in model.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(locked) < len(set(keys)):
        raise MergeRefused(_("One of these records no longer exists."))
    kept, others = locked[keep.pk], [locked[record.pk] for record in duplicates]
    check_merge(keep=kept, duplicates=others, user=user)
    gone = [record.pk for record in others]
    for name in TO_ITSELF:
        if hasattr(kept, f"{name}_id"):
            setattr(kept, f"{name}_id", _beyond(kept, name, locked))
    moved = {link.label: 0 for link in links_to(model)}
    for link in links_to(model):
        moved[link.label] += _move(link, gone, kept)
    model.objects.filter(merged_into__in=gone).update(merged_into=kept)
    _follow_in_index(gone, kept)
    _take(kept, others)
    try:
        kept.clean()
    except ValidationError as error:
        raise MergeRefused(" ".join(error.messages)) from error
    kept.save()
    for record in others:
        record.merged_into = kept
        for name in TO_ITSELF:
            if hasattr(record, name):
                setattr(record, name, None)
        record.save()
        log(instance=record, action="monitoring.merge", user=user, data={"into": kept.key})
    data = {"merged": [record.key for record in others], "moved": {label: n for label, n in moved.items() if n}}
    log(instance=kept, action="monitoring.merge", user=user, data=data)
    return kept


def _beyond(kept: Any, name: str, merging: dict[int, Any]) -> int | None:
    """What `kept` refers to once those merged with it are itself: the first one outside of them."""
    seen, target = set(), getattr(kept, f"{name}_id")
    while target in merging and target not in seen:
        seen.add(target)
        target = getattr(merging[target], f"{name}_id")
    return None if target in merging else target


def _move(link: Link, gone: list[int], kept: Any) -> int:
    """Returns how many rows moved. What would say the same twice is dropped."""
    rows = link.rows(gone)
    if link.field.related_model is link.model:
        rows = rows.exclude(pk__in=[*gone, kept.pk])
    if other := link.between:
        _keep_one_each(rows, other.attname, set(link.rows([kept]).values_list(other.attname, flat=True)))
    elif link.model is Tenure:
        _unite_tenures(kept, link, gone)
    moved: int = rows.update(**{link.field.name: kept})
    return moved


def _keep_one_each(rows: Any, column: str, had: set[Any]) -> None:
    for row in rows.order_by("pk"):
        value = getattr(row, column)
        if value in had:
            row.delete()
        had.add(value)


def _unite_tenures(kept: Any, link: Link, gone: list[int]) -> None:
    """Two records of one person in one office are the same tenure."""
    columns = [f for f in ("official_id", "body_id", "position", "started_on", "ended_on") if f != link.field.attname]
    had = set(link.rows([kept]).values_list(*columns))
    for tenure in link.rows(gone).order_by("pk"):
        says = tuple(getattr(tenure, column) for column in columns)
        if says in had:
            tenure.delete()
        had.add(says)


def _follow_in_index(gone: list[int], kept: Model) -> None:
    """Wagtail's index of references hears of saved objects only, not of moved columns."""
    index = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(kept), to_object_id__in=[str(pk) for pk in gone]
    )
    index.update(to_object_id=str(kept.pk))


def _take(kept: Any, others: list[Any]) -> None:
    """A record of private persons takes no names: imports find it by the signposts."""
    if getattr(kept, "is_private", False):
        return
    for record in others:
        for field in TAKEN:
            if hasattr(kept, field) and not getattr(kept, field):
                setattr(kept, field, getattr(record, field))
    known = {kept.name_ru, kept.name_kk, kept.name_en, *kept.aliases}
    for record in others:
        for name in (*(getattr(record, field) for field in NAMES), *record.aliases):
            if name and name not in known:
                known.add(name)
                kept.aliases.append(name)


def follow_merges(case: Case) -> None:
    """Let a case read from a draft or an old version refer to the records that were kept."""
    holders: list[tuple[Any, str, type[Mergeable]]] = [
        (case, "body_id", ExecutiveBody),
        (case, "initiator_id", Initiator),
    ]
    holders += [(finding, "official_id", Official) for finding in case.findings.all()]
    for model in MERGEABLE:
        said = [(holder, column) for holder, column, kind in holders if kind is model and getattr(holder, column)]
        keys = {getattr(holder, column) for holder, column in said}
        if not keys:
            continue
        records: Any = model._default_manager
        into = dict(records.filter(pk__in=keys, merged_into__isnull=False).values_list("pk", "merged_into"))
        for holder, column in said:
            setattr(holder, column, into.get(getattr(holder, column), getattr(holder, column)))
