"""How many cases answer, and how many of them hold each value: the facets of the site for a program."""

from collections.abc import Collection
from typing import Any

from search.api.views import Data, Pages
from search.filters import CASE_FILTERS, Selection
from search.filters.facets import Counts, facets
from search.filters.selection import vocabulary_keys
from search.names import Names

FACETS = tuple(each.name for each in CASE_FILTERS if each.is_facet)
VALUE = {
    "type": "object",
    "required": ["key", "name", "count"],
    "properties": {"key": {"type": "string"}, "name": {"type": "string"}, "count": {"type": "integer", "minimum": 0}},
}
SCHEMA = {
    "count": {
        "type": "integer",
        "minimum": 0,
        "description": "Cases that answer; only where `facet` is asked for",
        "example": 12,
    },
    "facets": {
        "type": "object",
        "description": (
            "For each `facet` its values and how many cases hold each. What is chosen in the same filter does not lower"
            " them: they say what another choice would find"
        ),
        "additionalProperties": {"type": "array", "items": VALUE},
        "example": {"region": [{"key": "PAV", "name": "Павлодарская область", "count": 12}]},
    },
}


class CountedPages(Pages):
    def get_paginated_response_schema(self, schema: Any) -> Any:
        described = super().get_paginated_response_schema(schema)
        described["properties"] |= SCHEMA
        return described


def told(counts: Counts, selection: Selection, wanted: Collection[str], names: Names) -> Data:
    """`wanted`: the facets that were counted; `names` holds those of what is chosen."""
    names.load(vocabulary_keys(counts.of))
    found: dict[str, list[Data]] = {name: [] for name in sorted(wanted)}
    found |= {
        facet.filter.name: [
            {"key": option.value.key, "name": option.value.text, "count": option.count} for option in facet.options
        ]
        for facet in facets(selection, counts.of, names)
        if facet.filter.name in wanted
    }
    return {"count": counts.total, "facets": found}
