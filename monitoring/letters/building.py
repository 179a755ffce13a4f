"""Shipped templates: from reviewable text to a Word document with fields.

A source is paragraphs divided by empty lines. The first characters of a line tell its kind: `# ` title, `## ` heading,
`> ` addressee, `- ` item of a list, `+ ` what goes on under it, `~ ` small print; `{%p … %}` alone governs the
paragraphs up to its end. `**bold**` and `[[to be filled in]]` stand inside.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from monitoring.letters.cleaning import without_traces

SOURCES = Path(__file__).parent / "sources"
FONT = "Times New Roman"
LOCALES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
KINDS = {
    "# ": "Letter title",
    "## ": "Letter heading",
    "> ": "Addressee",
    "- ": "Letter item",
    "+ ": "Under item",
    "~ ": "Small print",
}
_NUMBER = re.compile(r"^((?:\{\{[^}]+\}\}|\d+)\.|–) ")
_INLINE = re.compile(r"(\*\*.+?\*\*|\[\[.+?\]\])")


@lru_cache(maxsize=32)
def shipped_template(kind: str, language: str) -> bytes:
    """The template that comes with the software, as DOCX. The same source gives the same letter."""
    source = (SOURCES / f"{kind}.{language}.md").read_text(encoding="utf-8")
    document = Document()
    prepare(document, language)
    for style, text in paragraphs(source):
        write(document.add_paragraph(style=style), text)
    number_pages(document)
    output = BytesIO()
    document.save(output)
    return without_traces(output.getvalue())


def paragraphs(source: str) -> Iterator[tuple[str, str]]:
    """Style and text of each; a line that begins with a mark of its own begins a paragraph."""
    for block in re.split(r"\n\s*\n", source.strip()):
        style, lines = "Letter text", list[str]()
        for line in block.splitlines():
            mark = next((mark for mark in KINDS if line.startswith(mark)), "")
            if (mark or line.startswith("{%p")) and lines:
                yield style, " ".join(lines)
                style, lines = "Letter text", []
            if mark:
                style = KINDS[mark]
            lines.append(line.removeprefix(mark).strip())
            if line.startswith("{%p"):
                yield style, lines.pop()
        if lines:
            yield style, " ".join(lines)


def write(paragraph: Any, text: str) -> None:
    for piece in filter(None, _INLINE.split(_NUMBER.sub(r"\1\t", text))):
        if piece.startswith("**"):
            paragraph.add_run(piece[2:-2]).bold = True
        elif piece.startswith("[["):
            paragraph.add_run(f"[{piece[2:-2]}]").font.highlight_color = WD_COLOR_INDEX.GRAY_25
        else:
            paragraph.add_run(piece)


def prepare(document: Any, language: str) -> None:
    """A4 with the margins of official letters, and styles under names of their own."""
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    set_font(normal, 12)
    normal.element.get_or_add_rPr().append(of_language(language))
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    normal.paragraph_format.widow_control = True
    add_style(document, "Letter text").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    title = add_style(document, "Letter title", size=14, bold=True).paragraph_format
    title.alignment, title.space_before, title.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(18), Pt(12)
    title.keep_with_next = True
    heading = add_style(document, "Letter heading", bold=True).paragraph_format
    heading.space_before, heading.space_after, heading.keep_with_next = Pt(12), Pt(4), True
    addressee = add_style(document, "Addressee").paragraph_format
    addressee.left_indent, addressee.space_after = Mm(80), Pt(2)
    item = add_style(document, "Letter item").paragraph_format
    item.left_indent, item.first_line_indent, item.space_after = Mm(8), Mm(-8), Pt(4)
    item.tab_stops.add_tab_stop(Mm(8))
    add_style(document, "Under item").paragraph_format.left_indent = Mm(8)
    add_style(document, "Small print", size=10).paragraph_format.space_after = Pt(3)


def add_style(document: Any, name: str, *, size: float = 12, bold: bool = False) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    set_font(style, size)
    style.font.bold = bold
    return style


def set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def of_language(language: str) -> Any:
    """By it a word processor checks the spelling."""
    made = OxmlElement("w:lang")
    made.set(qn("w:val"), LOCALES[language])
    return made


def number_pages(document: Any) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("{{ reference }} · ").font.size = Pt(9)
    for name, text in (("PAGE", " / "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        number = footer.add_run("1")
        number.font.size = Pt(9)
        field.append(number._r)
        footer._p.append(field)
        if text:
            footer.add_run(text).font.size = Pt(9)
