"""A form opened before a publication names children by primary keys that the publication may have replaced."""

from collections.abc import Iterator
from typing import Any

from modelcluster.models import get_all_child_relations


def children_of(parent: Any) -> Iterator[Any]:
    for relation in get_all_child_relations(type(parent)):
        for child in getattr(parent, relation.get_accessor_name()).all():
            yield child
            yield from children_of(child)


def by_present_keys(data: Any, case: Any) -> Any:
    """`data` with each child under the key it has in `case` now; one that is gone comes as a new child."""
    keys = {str(child.uid): child.pk for child in children_of(case) if hasattr(child, "uid")}
    mended = data.copy()
    for name in data:
        if not name.endswith("-uid"):
            continue
        place = f"{name.removesuffix('-uid')}-id"
        if data.get(place):
            mended[place] = str(keys.get(data[name]) or "")
    return mended
