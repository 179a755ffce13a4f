"""The one definition of every way to narrow cases: form, links, query, counts, address and chips come from it."""

from search.filters.cases import CASE_FILTERS
from search.filters.selection import Selection

__all__ = ["CASE_FILTERS", "Selection"]
