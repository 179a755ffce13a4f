"""Authors, dates, revision marks and paths inside the XML parts of Word and Excel packages."""

from __future__ import annotations

# ruff: noqa: SIM905 (a column of forty words hides the code)
from enum import Enum, auto
from functools import lru_cache

from lxml import etree

from monitoring.evidence.cleaning.paths import hides_a_path, without_paths

NOBODY = "Author"  # what Word itself writes when told to remove personal information

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Elements, by local name, that hold nothing a reader sees.
DROPPED_ELEMENTS = frozenset(
    "rsids attachedTemplate docVars mailMerge docId saveThroughXslt altChunk subDoc dataBinding "
    "OLEObject control fileSharing absPath revisionPtr customWorkbookViews customSheetViews "
    "customProperties oleObjects controls externalData webPublishItems metadata RDF".split()
)
# Elements that may lose a relationship and still stand.
_OUTLIVE_RELATIONSHIP = frozenset("blip imagedata hyperlink pageSetup fill svgBlip pic".split())
_PERSONAL_ATTRIBUTES = frozenset({"author", "userName", "lastModifiedBy"})
_LOST_ATTRIBUTES = frozenset(
    "initials refreshedBy refreshedDate userId dT dateUtc tableType queryTableFieldId lastGuid".split()
)


class _Treatment(Enum):
    """What becomes of an attribute; a date goes only where it says when an author wrote."""

    KEEP = auto()
    DROP = auto()
    NOBODY = auto()
    DATE = auto()


def clean_part(root: etree._Element, name: str, lost_ids: frozenset[str]) -> etree._Element:
    """Clean one part in place; `lost_ids` are the relationships of the part that were removed.

    A worksheet has millions of elements: they are walked once, and none is kept.
    """
    if root.tag.endswith("}comments") and name.startswith("xl/"):
        _clean_sheet_comments(root)
    names_people = name.startswith("xl/persons/")
    doomed = []
    for element in root.iter("*"):
        local = _local(element.tag)
        if local in DROPPED_ELEMENTS and element is not root and _is_droppable(local, name):
            doomed.append(element)
        elif element.attrib:
            if lost_ids and not _clean_relationship_ids(element, lost_ids):
                doomed.append(element)
            _clean_attributes(element, names_people=names_people)
        if element.text and hides_a_path(element.text):
            element.text = without_paths(element.text)
    for element in doomed:
        _remove(element)
    return root


def _is_droppable(local: str, name: str) -> bool:
    """`metadata` and `RDF` are drawings' notes in SVG, but a part of the grid in a workbook."""
    return local not in {"metadata", "RDF"} or name.endswith(".svg")


def _clean_relationship_ids(element: etree._Element, lost_ids: frozenset[str]) -> bool:
    """Take away lost relationships; False when the element is nothing without its own."""
    lost = [key for key, value in element.attrib.items() if key.startswith(_RELATIONSHIPS) and value in lost_ids]
    for key in lost:
        del element.attrib[key]
    return not lost or _local(element.tag) in _OUTLIVE_RELATIONSHIP


def _clean_attributes(element: etree._Element, *, names_people: bool) -> None:
    for key, value in element.attrib.items():
        treatment = _treatment(key)
        if treatment is _Treatment.DROP or (treatment is _Treatment.DATE and _has_author(element)):
            del element.attrib[key]
        elif treatment is _Treatment.NOBODY or (names_people and key == "displayName"):
            element.set(key, NOBODY)
        elif hides_a_path(value):
            element.set(key, without_paths(value))


@lru_cache(maxsize=4096)
def _treatment(key: str) -> _Treatment:
    local = _local(key)
    if local.startswith("rsid") or local in _LOST_ATTRIBUTES:
        return _Treatment.DROP
    if local in _PERSONAL_ATTRIBUTES:
        return _Treatment.NOBODY
    return _Treatment.DATE if local == "date" else _Treatment.KEEP


def _has_author(element: etree._Element) -> bool:
    return any(_local(key) == "author" for key in element.attrib)


def _clean_sheet_comments(root: etree._Element) -> None:
    """Excel begins each comment with its author's name and a colon: both the list and the beginnings go."""
    authors = [element for element in root.iter() if _local(element.tag) == "author"]
    names = [element.text or "" for element in authors]
    for element in authors:
        element.text = NOBODY
    for comment in root.iter("{*}comment"):
        index = comment.get("authorId", "")
        name = names[int(index)] if index.isdecimal() and int(index) < len(names) else ""
        first = next(comment.iter("{*}t"), None)
        if name and first is not None and (first.text or "").startswith(f"{name}:"):
            first.text = (first.text or "").removeprefix(f"{name}:").lstrip("\n")


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _remove(element: etree._Element) -> None:
    """Remove the element, keeping the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
