"""What the index holds of a record, for tests."""

from search.finding import CaseIndex, FacetTerm


def values_of(key, facet):
    """Values of a facet under which a record is counted, in order."""
    numbers = CaseIndex.objects.get(pk=key).numbers
    return sorted(FacetTerm.objects.filter(pk__in=numbers, facet=facet).values_list("value", flat=True))
