from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "empty": _("The file is empty. Check that it opens on your device and send it again."),
    "too_large": _("The file is %(size)s; the limit is %(limit)s. Record a shorter video or split the document."),
    "unsupported": _(
        "Files of this kind cannot be accepted (%(found)s). Send a PDF, Word (DOCX), Excel (XLSX), a photo "
        "(JPEG, PNG, HEIC, WebP), a sound recording (MP3, M4A) or a video (MP4)."
    ),
    "mislabelled": _(
        "The file is named “.%(extension)s”, but its content is something else (%(found)s). "
        "Open it on your device to see what it is, and save it again in the right format."
    ),
    "macros": _("The document contains macros. Save it as DOCX or XLSX without macros and send it again."),
    "password": _(
        "The file is locked with a password. Save a copy without the password, or print it to PDF, and send that."
    ),
    "archive_bomb": _("The document unpacks to far too much data to be opened safely. Save it to PDF and send that."),
    "too_many_pixels": _(
        "The picture has more than %(limit)s million pixels and cannot be processed. Send a smaller copy."
    ),
    "too_much": _("You sent very much within an hour. Send the rest later: what is here already is kept."),
    "too_many": _("No more than %(limit)s files fit into one reply. Remove one, or put several papers into one PDF."),
    "broken": _("The file is damaged and cannot be opened. Check that it opens on your device and send it again."),
}


lazy_filesize = lazy(filesizeformat, str)


class EvidenceRejected(ValidationError):  # noqa: N818 (says what happened)
    """A file that cannot be taken, with what is wrong and how to mend it. Codes: the keys of `MESSAGES`."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(MESSAGES[code], code=code, params=params)


class DerivativeFailed(Exception):  # noqa: N818 (says what happened)
    """No public copy that is known to be clean could be made.

    `reasons` are technical: they name kinds of traces and parts of the file, not what these say.
    """

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)
