"""How to cite a version of a record; the address leads to that version for good, also when a later one is public."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from monitoring.enums import Language
from monitoring.presenters.dates import table_date
from monitoring.presenters.links import absolute

if TYPE_CHECKING:
    from monitoring.models import Case

PUBLISHER = "Aarhus Watch"
SPECIAL = {"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "&%$#_{}"}, "~": r"\~{}", "^": r"\^{}"}


def version_path(case: "Case", number: int) -> str:
    return reverse("monitoring:case_version", args=[case.reference, number])


def version_address(case: "Case") -> str:
    return absolute(version_path(case, case.version))


def citation(case: "Case") -> str:
    """In the language of the page."""
    return _("%(title)s. %(reference)s, version %(version)s // Aarhus Watch. %(date)s. %(address)s") % {
        "title": case.title.rstrip("."),
        "reference": case.reference,
        "version": case.version,
        "date": table_date(case.last_published_at or timezone.now()),
        "address": version_address(case),
    }


def other_languages(case: "Case") -> list[dict[str, str]]:
    found = []
    for language in Language:
        if language != get_language():
            with override(language):
                found.append({"language": str(language), "text": citation(case)})
    return found


def citation_files(case: "Case") -> list[tuple[str, str]]:
    """For reference managers."""
    return [
        ("BibTeX", reverse("monitoring:case_bibtex", args=[case.reference])),
        ("RIS", reverse("monitoring:case_ris", args=[case.reference])),
    ]


def bibtex(case: "Case") -> str:
    fields = {
        "title": f"{{{tex(case.title)}}}",
        "institution": PUBLISHER,
        "number": f"{case.reference}, version {case.version}",
        "year": str(published(case).year),
        "month": f"{published(case):%m}",
        "url": version_address(case),
        "urldate": timezone.localdate().isoformat(),
        "language": Language(case.language).name.lower(),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@techreport{{{case.reference},\n{lines}}}\n"


def ris(case: "Case") -> str:
    rows = [
        ("TY", "RPRT"),
        ("TI", one_line(case.title)),
        ("PB", PUBLISHER),
        ("SN", f"{case.reference}, version {case.version}"),
        ("DA", f"{published(case):%Y/%m/%d}"),
        ("PY", f"{published(case):%Y}"),
        ("LA", case.language),
        ("UR", version_address(case)),
        ("Y2", f"{timezone.localdate():%Y/%m/%d}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows)


def published(case: "Case") -> Any:
    return timezone.localtime(case.last_published_at)


def tex(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in one_line(text))


def one_line(text: str) -> str:
    return " ".join(text.split())
