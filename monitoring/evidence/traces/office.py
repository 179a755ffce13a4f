from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from monitoring.evidence.traces.pictures import picture_leaks

_PARTS = re.compile(
    r"^(docProps|customXml|_xmlsignatures|docMetadata)/|^word/people|/(embeddings|activeX|printerSettings|revisions)/"
    r"|\.bin$|^xl/connections"
)
_WORDS = {
    "a path of a home folder": re.compile(
        rb"(?i)(?<![a-z])[a-z]:[\\/]+users[\\/]|file:/+(users|home)/|TargetMode=\"External\"[^>]*file:"
    ),
    "revision marks": re.compile(rb"\brsid\w*="),
    "an attached template": re.compile(rb"attachedTemplate"),
    "a named author": re.compile(rb"\b(?:w:|w15:)author=\"(?!Author\")"),
    "an author in the sheet's comments": re.compile(rb"<author>(?!Author</author>)"),
    "who refreshed a table": re.compile(rb"\brefreshedBy="),
    "initials": re.compile(rb"\bw:initials="),
    "a named person": re.compile(rb"<(?:\w+:)?person\b[^>]*displayName=\"(?!Author\")"),
    "an external workbook": re.compile(rb"externalLinkPath\"[^>]*Target=\"(?!external\.xlsx\")"),
}
_PICTURES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".tif", ".tiff", ".webp")


def office_leaks(path: Path) -> list[str]:
    found = []
    with ZipFile(path) as archive:
        for info in archive.infolist():
            name = info.filename
            if _PARTS.search(name):
                found.append(f"the part {name}")
            elif name.lower().endswith(_PICTURES):
                found += [f"{name}: {leak}" for leak in picture_leaks(archive.read(name))]
            elif name.endswith((".xml", ".rels", ".vml")):
                data = archive.read(name)
                found += [f"{name}: {what}" for what, pattern in _WORDS.items() if pattern.search(data)]
    return found
