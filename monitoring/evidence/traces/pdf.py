from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from monitoring.evidence.cleaning.pdf import FORBIDDEN_KEYS, all_objects
from monitoring.evidence.cleaning.pdf_images import picture_data, picture_filters
from monitoring.evidence.traces.pictures import picture_leaks

_ROOT_KEYS = frozenset({"/AcroForm", "/Collection", "/DSS", "/Legal", "/Perms", "/Threads", "/URI"})
_ANNOTATION_KEYS = frozenset({"/T", "/RC", "/Subj", "/NM", "/M", "/CreationDate", "/Contents"})
_SAFE_ACTIONS = frozenset({"/GoTo", "/URI"})


def pdf_leaks(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        found = ["document information"] if "/Info" in pdf.trailer else []
        found += [f"{key} in the catalogue" for key in _ROOT_KEYS if key in pdf.Root]
        for item in all_objects(pdf):
            found += _object_leaks(item)
    return found


def _object_leaks(item: Any) -> list[str]:
    keys = set(item.keys())
    found = [f"{key} in an object" for key in sorted(keys & FORBIDDEN_KEYS)]
    if item.get("/Type") == pikepdf.Name.Annot or ("/Subtype" in keys and "/Rect" in keys):
        found += [f"{key} of an annotation" for key in sorted(keys & _ANNOTATION_KEYS)]
    if item.get("/Type") == pikepdf.Name.Filespec:
        found.append("a file specification")
    action = item.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/S" in action and str(action.S) not in _SAFE_ACTIONS:
        found.append(f"an action of kind {action.S}")
    if isinstance(item, pikepdf.Stream) and picture_filters(item):
        found += picture_leaks(picture_data(item))
    return found
