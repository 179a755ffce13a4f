"""Word documents without traces of who made them, in memory."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from monitoring.evidence.archives import ArchiveLimits, open_archive
from monitoring.evidence.cleaning.office import clean_office
from monitoring.evidence.errors import DerivativeFailed, EvidenceRejected
from monitoring.evidence.intake import read_upload
from monitoring.evidence.media_types import MediaType

LIMIT = 2 << 20
UNPACKED = ArchiveLimits(entries=300, total=16 << 20, xml_part=4 << 20, ratio=200, ratio_applies_above=1 << 20)


def checked_upload(upload: BinaryIO) -> bytes:
    """A DOCX without macros, locks or bombs, cleaned of its author. Raises EvidenceRejected."""
    intake = read_upload(upload, limit=LIMIT)
    if intake.media_type is not MediaType.DOCX:
        raise EvidenceRejected("unsupported", found=intake.media_type.label)
    data: bytes = upload.read()
    open_archive(BytesIO(data), UNPACKED).close()
    try:
        return without_traces(data)
    except DerivativeFailed as failure:
        raise EvidenceRejected("broken") from failure


def without_traces(data: bytes) -> bytes:
    """The same document without properties, authors, remote templates and remote pictures. Raises DerivativeFailed."""
    with TemporaryDirectory(prefix="letter-") as name:
        source, target = Path(name) / "source", Path(name) / "target"
        source.write_bytes(data)
        clean_office(source, target)
        return target.read_bytes()
