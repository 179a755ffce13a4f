"""Relationships of a package (ECMA-376 part 2, section 9)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

SAFE_LINKS = ("http://", "https://", "mailto:")
_EXTERNAL_WORKBOOK = "/externalLinkPath"
_NEUTRAL_WORKBOOK = "external.xlsx"


@dataclass(frozen=True, slots=True)
class Relationships:
    """The cleaned relationships of one part and the ids that no longer lead anywhere."""

    root: etree._Element
    lost_ids: frozenset[str]


def owner_of(name: str) -> str:
    """The part whose relationships lie in this file: `word/_rels/document.xml.rels` → `word/document.xml`."""
    folder, _separator, file = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def clean_relationships(root: etree._Element, owner: str, dropped: set[str]) -> Relationships:
    """Remove what leads to dropped parts and, outside the package, to anything but web and mail addresses."""
    lost = set()
    for element in list(root):
        if _leads_on(element, owner, dropped):
            continue
        lost.add(element.get("Id", ""))
        root.remove(element)
    return Relationships(root, frozenset(lost))


def _leads_on(element: etree._Element, owner: str, dropped: set[str]) -> bool:
    kind, target = element.get("Type", ""), element.get("Target", "")
    if element.get("TargetMode") == "External":
        if _EXTERNAL_WORKBOOK in kind:  # formulas need the relationship, not the address
            element.set("Target", _NEUTRAL_WORKBOOK)
            return True
        return kind.endswith("/hyperlink") and target.lower().startswith(SAFE_LINKS)
    base = "/" + posixpath.dirname(owner)
    return posixpath.normpath(posixpath.join(base, target)).lstrip("/") not in dropped
