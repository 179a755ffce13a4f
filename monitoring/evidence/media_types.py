from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Family(TextChoices):
    IMAGE = "image", _("Image")
    PDF = "pdf", _("PDF")
    DOCUMENT = "document", _("Document")
    AUDIO = "audio", _("Audio")
    VIDEO = "video", _("Video")


class MediaType(TextChoices):
    """A kind of file accepted as evidence; the value is its media type (MIME)."""

    PDF = "application/pdf", _("PDF")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Word document (DOCX)"),
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel workbook (XLSX)")
    JPEG = "image/jpeg", _("JPEG image")
    PNG = "image/png", _("PNG image")
    WEBP = "image/webp", _("WebP image")
    HEIC = "image/heic", _("HEIC image")
    MP3 = "audio/mpeg", _("MP3 audio")
    M4A = "audio/mp4", _("M4A audio")
    MP4 = "video/mp4", _("MP4 video")

    @property
    def family(self) -> Family:
        return _FAMILIES[self]

    @property
    def extension(self) -> str:
        """The usual extension, without a dot."""
        return _EXTENSIONS[self][0]

    @property
    def extensions(self) -> tuple[str, ...]:
        """Every extension by which people name such a file, without dots, the usual one first."""
        return _EXTENSIONS[self]

    @property
    def derivative(self) -> MediaType:
        """The type of the public copy: browsers do not show HEIC."""
        return MediaType.JPEG if self is MediaType.HEIC else self

    @property
    def has_preview(self) -> bool:
        return self.family in {Family.IMAGE, Family.PDF}

    @property
    def is_inline(self) -> bool:
        """Whether a browser may show the file itself instead of downloading it."""
        return self.family is not Family.DOCUMENT


_FAMILIES = {
    MediaType.PDF: Family.PDF,
    MediaType.DOCX: Family.DOCUMENT,
    MediaType.XLSX: Family.DOCUMENT,
    MediaType.JPEG: Family.IMAGE,
    MediaType.PNG: Family.IMAGE,
    MediaType.WEBP: Family.IMAGE,
    MediaType.HEIC: Family.IMAGE,
    MediaType.MP3: Family.AUDIO,
    MediaType.M4A: Family.AUDIO,
    MediaType.MP4: Family.VIDEO,
}

_EXTENSIONS = {
    MediaType.PDF: ("pdf",),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
    MediaType.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    MediaType.PNG: ("png",),
    MediaType.WEBP: ("webp",),
    MediaType.HEIC: ("heic", "heif"),
    MediaType.MP3: ("mp3",),
    MediaType.M4A: ("m4a", "m4b"),
    MediaType.MP4: ("mp4", "m4v"),
}

ACCEPTED_EXTENSIONS = frozenset(ending for endings in _EXTENSIONS.values() for ending in endings)

# For <input type="file" accept="…">: phones look at the media types, desktops at the extensions.
ACCEPT_ATTRIBUTE = ",".join([*MediaType.values, *(f".{ending}" for ending in sorted(ACCEPTED_EXTENSIONS))])
