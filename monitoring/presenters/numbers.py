"""Numbers as people read them: long ones in groups of three."""

from django.utils.translation import ngettext

FROM = 10_000
SPACE = "\u00a0"


def grouped(number: int) -> str:
    """`8630`, `100 000`: four digits stay together, in every language alike, and no line ends inside a number.

    Django's own grouping goes by its formats of a language, and it has none for Kazakh.
    """
    return f"{number:,}".replace(",", SPACE) if number >= FROM else str(number)


def cases_text(number: int) -> str:
    return ngettext("%(count)s case", "%(count)s cases", number) % {"count": grouped(number)}
