"""Marks inside the text of a letter: what a lawyer must verify, and what is still to be filled in.

They are private characters of Unicode round a passage, so that a template marks nothing itself and can lose nothing:
once the letter is made, marked passages are highlighted and the marks are gone.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

VERIFY, FILL, END = "\ue000", "\ue001", "\ue002"
HIGHLIGHTS = {VERIFY: "yellow", FILL: "lightGray"}
_MARKED = re.compile(f"([{VERIFY}{FILL}][^{END}]*{END})")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000-\ue002]")


def plain(text: object) -> str:
    """Without what XML cannot hold, what `docxtpl` takes for a command, and our own marks."""
    return _NOT_TEXT.sub("", str(text or "").replace("\r\n", "\n").replace("\t", " ")).strip()


def to_verify(text: str) -> str:
    return f"{VERIFY}{' '.join(plain(text).split())}{END}"


def to_fill(text: str) -> str:
    return f"{FILL}[{' '.join(plain(text).split())}]{END}"


def highlight(root: Any) -> list[str]:
    """Turn the marks under an element of WordprocessingML into highlighting; return what is to be verified."""
    found: list[str] = []
    for run in list(root.iter(qn("w:r"))):
        if any(mark in (text.text or "") for text in run.iter(qn("w:t")) for mark in HIGHLIGHTS):
            found += _split(run)
    return found


def _split(run: Any) -> list[str]:
    """Put runs of one piece each in the place of the run: its other children keep their order."""
    found = []
    for child in [child for child in run if child.tag != qn("w:rPr")]:
        pieces = [(None, child)] if child.tag != qn("w:t") else [(piece, None) for piece in _pieces(child.text or "")]
        for piece, other in pieces:
            made = _bare_copy(run)
            if other is not None:
                made.append(other)
            elif piece is not None:
                made.append(_text(piece.strip(VERIFY + FILL + END)))
                if piece[0] in HIGHLIGHTS:
                    _set_highlight(made, HIGHLIGHTS[piece[0]])
                if piece[0] == VERIFY:
                    found.append(piece.strip(VERIFY + END))
            run.addprevious(made)
    run.getparent().remove(run)
    return found


def _pieces(text: str) -> Iterator[str]:
    return (piece for piece in _MARKED.split(text) if piece)


def _bare_copy(run: Any) -> Any:
    made = OxmlElement("w:r")
    if (properties := run.find(qn("w:rPr"))) is not None:
        made.append(deepcopy(properties))
    return made


def _text(text: str) -> Any:
    made = OxmlElement("w:t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def _set_highlight(run: Any, colour: str) -> None:
    run.get_or_add_rPr().highlight_val = _colour(colour)


def _colour(name: str) -> Any:
    from docx.enum.text import WD_COLOR_INDEX

    return {"yellow": WD_COLOR_INDEX.YELLOW, "lightGray": WD_COLOR_INDEX.GRAY_25}[name]
