"""A PDF with its pages and nothing about its makers.

Annotations and form fields become part of the page as seen on the screen, so their authors, hidden texts and
signing certificates go; web links stay. Attachments, scripts, thumbnails and every metadata stream go.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (a column of forty words hides the code)
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from monitoring.evidence.cleaning.paths import hides_a_path, without_paths
from monitoring.evidence.cleaning.pdf_images import clean_image_stream
from monitoring.evidence.errors import DerivativeFailed

_ROOT_KEYS = frozenset(
    "/Type /Pages /PageLabels /PageLayout /PageMode /ViewerPreferences /Outlines /Dests /Names /Lang "
    "/MarkInfo /StructTreeRoot /OCProperties /Version /Extensions /OutputIntents".split()
)
_NAMES_KEYS = frozenset({"/Dests"})
_LINK_KEYS = ("/Rect", "/QuadPoints", "/H", "/F", "/Border", "/BS", "/C", "/Dest", "/StructParent")
FORBIDDEN_KEYS = frozenset(
    "/Metadata /PieceInfo /LastModified /Thumb /AA /AF /JS /OpenAction /CreatorInfo /User /OPI "
    "/Alternates /SpiderInfo /IDS /URLS /EmbeddedFiles /JavaScript /XFA /Author /Creator /Producer".split()
)
SAFE_LINKS = ("http://", "https://", "mailto:")
_GO_TO = "/GoTo"


def clean_pdf(source: Path, target: Path) -> None:
    try:
        with pikepdf.open(source) as pdf:
            _flatten(pdf)
            _keep_only(pdf.Root, _ROOT_KEYS)
            if isinstance(names := pdf.Root.get("/Names"), Dictionary):
                _keep_only(names, _NAMES_KEYS)
            _clean_trailer(pdf)
            for item in all_objects(pdf):
                _clean_object(item)
            pdf.save(
                target,
                linearize=True,
                deterministic_id=True,
                preserve_pdfa=False,
                fix_metadata_version=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                encryption=False,
            )
    except DerivativeFailed:
        raise
    except Exception as error:  # hostile files find errors of every kind in the parser
        raise DerivativeFailed(f"cannot rewrite the PDF: {error}") from error


def _flatten(pdf: pikepdf.Pdf) -> None:
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        kept = []
        annotations = page.obj.get("/Annots")
        for annotation in annotations if isinstance(annotations, Array) else []:
            if not isinstance(annotation, Dictionary):
                continue
            if link := _clean_link(annotation):
                kept.append(pdf.make_indirect(link))
            # The structure tree may still point at it: what it points at must be empty.
            _keep_only(annotation, frozenset())
        if "/Annots" in page.obj:
            del page.obj.Annots
        if kept:
            page.obj.Annots = Array(kept)


def _clean_link(annotation: Dictionary) -> Dictionary | None:
    if annotation.get("/Subtype") != Name.Link:
        return None
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link)
    for key in _LINK_KEYS:
        if key in annotation:
            link[key] = annotation[key]
    action = annotation.get("/A")
    if isinstance(action, Dictionary):
        clean = clean_action(action)
        if clean is None:
            return None
        link.A = clean
    return link if "/A" in link or "/Dest" in link else None


def clean_action(action: Dictionary) -> Dictionary | None:
    """The action if it opens a web page or a place in the document, without what follows it."""
    kind = str(action.get("/S", ""))
    if kind == _GO_TO and "/D" in action:
        return Dictionary(S=Name.GoTo, D=action.D)
    if kind == "/URI" and str(action.get("/URI", "")).lower().startswith(SAFE_LINKS):
        return Dictionary(S=Name.URI, URI=action.URI)
    return None


def _keep_only(item: Any, keys: frozenset[str]) -> None:
    for key in [key for key in item.keys() if key not in keys]:  # noqa: SIM118 (a PDF object is no mapping)
        del item[key]


def _clean_trailer(pdf: pikepdf.Pdf) -> None:
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]


def all_objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of the file, also those written inside others."""
    for indirect in pdf.objects:
        pending = [indirect]
        while pending:
            item = pending.pop()
            if isinstance(item, Dictionary | pikepdf.Stream):
                yield item
                values = [value for _key, value in item.items()]
            elif isinstance(item, Array):
                values = list(item)
            else:
                continue
            pending.extend(value for value in values if isinstance(value, Dictionary | Array) and not value.is_indirect)


def _clean_object(item: Any) -> None:
    for key in [key for key in item.keys() if key in FORBIDDEN_KEYS]:  # noqa: SIM118 (a PDF object is no mapping)
        del item[key]
    action = item.get("/A")
    if isinstance(action, Dictionary) and "/S" in action:
        if clean := clean_action(action):
            item.A = clean
        else:
            del item.A
    for key in ("/Alt", "/ActualText", "/T", "/E", "/Title"):
        text = item.get(key)
        if isinstance(text, pikepdf.String) and hides_a_path(str(text)):
            item[key] = pikepdf.String(without_paths(str(text)))
    if isinstance(item, pikepdf.Stream):
        clean_image_stream(item)
