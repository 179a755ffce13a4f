"""Likenesses of protocols, made once by the worker; comparing is then one query."""

import re
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from monitoring.enums import EvidenceKind
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.text import text_of
from monitoring.models import District, EvidenceFile, EvidenceLink, ProtocolBand, ProtocolPrint, Region
from monitoring.risks.texts import bands_of, shingles_of, signature_of, words_of

READABLE = (MediaType.PDF, MediaType.DOCX)
MOST_BYTES = 20 * 1024 * 1024
MOST_AT_ONCE = 200
NAME = re.compile(r"[^\W\d_]{5,}")
NOT_NAMES = ("област", "район", "город", "қалас", "облыс", "аудан", "республик")
ENDING = 2


def unprinted() -> QuerySet[EvidenceFile]:
    """Protocols of any case that can have a text and have no likeness yet."""
    protocols = EvidenceLink.objects.filter(file=OuterRef("pk"), kind=EvidenceKind.PROTOCOL)
    return EvidenceFile.objects.filter(
        Exists(protocols), print__isnull=True, media_type__in=READABLE, size__lte=MOST_BYTES
    ).order_by("pk")


def print_protocols(*, limit: int = MOST_AT_ONCE) -> int:
    """How many were made; the rest waits for the next run."""
    places = place_stems()
    files = list(unprinted()[:limit])
    for file in files:
        print_file(file=file, places=places)
    return len(files)


@transaction.atomic
def print_file(*, file: EvidenceFile, places: Collection[str]) -> ProtocolPrint:
    """A file without a text gets an empty likeness, so that it is not read again."""
    shingles = shingles_of(words_of(_text(file), places))
    signature = signature_of(shingles) if shingles else []
    made, _created = ProtocolPrint.objects.update_or_create(
        file=file, defaults={"shingles": len(shingles), "signature": signature}
    )
    made.bands.all().delete()
    ProtocolBand.objects.bulk_create(
        ProtocolBand(print=made, value=value) for value in (bands_of(signature) if signature else ())
    )
    return made


def place_stems() -> frozenset[str]:
    """Beginnings of the names of regions and districts in both languages, without the ending that declines."""
    names = [
        *Region.objects.values_list("name_ru", "name_kk"),
        *District.objects.values_list("name_ru", "name_kk"),
    ]
    words = {word for pair in names for name in pair for word in NAME.findall((name or "").casefold())}
    return frozenset(word[:-ENDING] for word in words if not word.startswith(NOT_NAMES))


def _text(file: EvidenceFile) -> str:
    with TemporaryDirectory(prefix="protocol-") as folder:
        source = Path(folder) / "original"
        with file.original.open("rb") as stored, source.open("wb") as target:
            for chunk in File(stored).chunks():
                target.write(chunk)
        return text_of(source, MediaType(file.media_type))
