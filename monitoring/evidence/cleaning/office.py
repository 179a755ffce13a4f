"""Word and Excel packages (ECMA-376) without what tells of their authors."""

from __future__ import annotations

# ruff: noqa: SIM905 (a column of forty words hides the code)
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from monitoring.evidence.archives import CONTENT_TYPES, open_archive, parse_xml, read_part
from monitoring.evidence.cleaning.embedded import clean_picture
from monitoring.evidence.cleaning.office_bulk import put_back, take_out
from monitoring.evidence.cleaning.office_parts import clean_part
from monitoring.evidence.cleaning.office_rels import Relationships, clean_relationships, owner_of
from monitoring.evidence.errors import DerivativeFailed, EvidenceRejected

_DROPPED_FOLDERS = (
    "docProps/ customXml/ _xmlsignatures/ docMetadata/ customUI/ userCustomization/ word/glossary/ "
    "word/embeddings/ word/activeX/ word/documenttasks/ word/webextensions/ word/printerSettings "
    "word/customizations xl/revisions/ xl/embeddings/ xl/activeX/ xl/ctrlProps/ xl/printerSettings/ "
    "xl/queryTables/ xl/customProperty xl/model/ xl/webextensions/ xl/documenttasks/ xl/connections "
    "xl/xmlMaps word/people word/recipientData word/commentsExtensible word/attachedToolbars word/vba "
    "xl/vba"
).split()
_XML = frozenset({".xml", ".rels", ".vml", ".svg"})
_PICTURES = frozenset(".jpg .jpeg .jpe .jfif .png .gif .tif .tiff .bmp .emf .wmf .webp".split())
_FONTS = frozenset({".odttf", ".fntdata"})
_EPOCH = (1980, 1, 1, 0, 0, 0)


def clean_office(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as stream, open_archive(stream) as archive:
            _rewrite(archive, target)
    except EvidenceRejected as error:
        raise DerivativeFailed(f"the package cannot be read: {error.code}") from error


def _rewrite(archive: ZipFile, target: Path) -> None:
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    kept = [name for name in names if _is_kept(name)]
    dropped = set(names) - set(kept)
    relationships = {
        owner_of(name): clean_relationships(parse_xml(read_part(archive, name)), owner_of(name), dropped)
        for name in kept
        if name.endswith(".rels")
    }
    with ZipFile(target, "w", ZIP_DEFLATED) as output:
        for name in sorted(kept, key=lambda name: (name != CONTENT_TYPES, name)):
            data = _clean(archive, name, relationships, dropped)
            info = ZipInfo(name, date_time=_EPOCH)
            info.compress_type = ZIP_DEFLATED
            output.writestr(info, data)


def _is_kept(name: str) -> bool:
    if name.startswith(tuple(_DROPPED_FOLDERS)):
        return False
    return _suffix(name) in _XML | _PICTURES | _FONTS


def _clean(archive: ZipFile, name: str, relationships: dict[str, Relationships], dropped: set[str]) -> bytes:
    data = read_part(archive, name)
    suffix = _suffix(name)
    if name == CONTENT_TYPES:
        return _serialise(_clean_content_types(parse_xml(data), dropped))
    if suffix == ".rels":
        return _serialise(relationships[owner_of(name)].root)
    if suffix in _XML:
        lost = relationships[name].lost_ids if name in relationships else frozenset()
        shell, bulk = take_out(data, name)
        return put_back(_serialise(clean_part(parse_xml(shell), name, lost)), bulk)
    if suffix in _PICTURES:
        picture = clean_picture(data)
        if picture is None:
            raise DerivativeFailed(f"a picture of an unknown kind: {name}")
        return picture
    return data


def _clean_content_types(root: etree._Element, dropped: set[str]) -> etree._Element:
    for element in list(root):
        if element.get("PartName", "").removeprefix("/") in dropped:
            root.remove(element)
    return root


def _suffix(name: str) -> str:
    return "." + name.lower().rpartition(".")[2]


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
