"""The text of a document, as much of it as is worth comparing."""

import logging
from pathlib import Path

import pypdfium2

from monitoring.evidence.media_types import MediaType
from monitoring.evidence.pages import docx_text, pdf_text
from monitoring.evidence.preview import pdfium_lock

MOST_PAGES = 60
MOST_CHARACTERS = 300_000

logger = logging.getLogger(__name__)


def text_of(source: Path, media_type: MediaType) -> str:
    """Empty for what has no text, such as a scan, and for what cannot be read."""
    try:
        if media_type is MediaType.PDF:
            return _pdf(source)[:MOST_CHARACTERS]
        if media_type is MediaType.DOCX:
            return docx_text(source)[:MOST_CHARACTERS]
    except Exception:  # a broken document has no text to compare
        logger.warning("No text of a document of type %s", media_type.value, exc_info=True)
    return ""


def _pdf(source: Path) -> str:
    with pdfium_lock:
        document = pypdfium2.PdfDocument(source)
        try:
            pages = min(len(document), MOST_PAGES)
            return "\n".join(pdf_text(document[number]) for number in range(pages))
        finally:
            document.close()
