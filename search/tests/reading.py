"""What the index holds of a record, for tests."""

from search.enums import Aspect
from search.finding import CaseIndex
from search.sets import pairs_in


def values_of(key, facet):
    """Values of a facet under which a record is counted, in order."""
    sets = CaseIndex.objects.values_list(*Aspect).get(pk=key)
    return sorted(value for pairs in pairs_in(sets).values() for held, value in pairs if held == facet)
