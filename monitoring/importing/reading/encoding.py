"""Text of files saved by Excel in Kazakhstan: UTF-8, UTF-16, or the Cyrillic code pages of Windows."""

import codecs
import re

from django.utils.translation import gettext as _

from monitoring.importing.errors import FileRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# Letters of Windows-1251 that neither Russian nor Kazakh has; KZ-1048 keeps Kazakh letters at their places.
_STRANGE = re.compile("[ЂЃђѓЉЊЌЋЏљњќћџЎўЈЄєЅѕјЇї]")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raise FileRefused for what is no text."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decode(data, codec), name
    if b"\0" in data:
        raise FileRefused(_("This is not a text file. Save the table as CSV or XLSX."))
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text = data.decode("cp1251", errors="replace")
    if _STRANGE.search(text):
        return _decode(data, "kz1048"), "KZ-1048"
    return _decode(data, "cp1251"), "Windows-1251"


def _decode(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise FileRefused(_("The letters of this file cannot be read. Save it as CSV in UTF-8, or as XLSX.")) from error
