from enum import StrEnum


class Several(StrEnum):
    """Facets of which a record can have several values, kept as `FacetValue`."""

    BODY = "body"
    YEAR = "year"
    VIOLATION = "violation"
