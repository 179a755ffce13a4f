"""Children of a case keep who they are by `uid`, whatever primary keys a revision remembers."""

from typing import Any
from uuid import UUID

from django.db import models
from modelcluster.models import get_all_child_relations


def with_stored_keys(model: type[models.Model], pk: int | None, content: dict[str, Any]) -> dict[str, Any]:
    """`content` of a revision of `model` with each child under the key its `uid` has in the database now.

    A revision saved before its children were first stored knows no keys. Published again as it stands, it would
    replace every child by a copy, and drop what others refer to.
    """
    kept = dict(content)
    for relation in get_all_child_relations(model):
        child, parent = relation.related_model, relation.field.name
        stored = child._default_manager.filter(**{parent: pk}).values_list("uid", "pk") if pk else ()
        keys = dict(stored)
        kept[relation.get_accessor_name()] = [
            with_stored_keys(child, key := keys.get(UUID(item["uid"])), {**item, "pk": key, parent: pk})
            for item in content.get(relation.get_accessor_name(), [])
        ]
    return kept
