"""Children of a case keep who they are by `uid` and stand as the draft shows them, whatever a revision remembers."""

from typing import Any
from uuid import UUID

from django.db import models
from modelcluster.models import get_all_child_relations


def with_stored_keys(model: type[models.Model], pk: int | None, content: dict[str, Any]) -> dict[str, Any]:
    """`content` of a revision of `model` with each child under the key its `uid` has in the database now.

    Children are numbered as they stand, those without a place behind the others, so that “evidence No. 3” is the same
    file on every database and stays it.

    A revision saved before its children were first stored knows no keys. Published again as it stands, it would
    replace every child by a copy, and drop what others refer to.
    """
    kept = dict(content)
    for relation in get_all_child_relations(model):
        child, parent = relation.related_model, relation.field.name
        stored = child._default_manager.filter(**{parent: pk}).values_list("uid", "pk") if pk else ()
        keys = dict(stored)
        kept[relation.get_accessor_name()] = [
            with_stored_keys(child, key := keys.get(UUID(item["uid"])), {**placed(item, place), "pk": key, parent: pk})
            for place, item in enumerate(sorted(content.get(relation.get_accessor_name(), []), key=has_no_place))
        ]
    return kept


def has_no_place(item: dict[str, Any]) -> bool:
    return "sort_order" in item and item["sort_order"] is None


def placed(item: dict[str, Any], place: int) -> dict[str, Any]:
    return {**item, "sort_order": place} if "sort_order" in item else item
