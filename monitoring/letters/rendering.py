"""A letter from a template and its fields."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.enum.text import WD_BREAK
from docxtpl import DocxTemplate
from lxml.etree import LxmlError

from monitoring.letters.environment import LetterEnvironment
from monitoring.letters.errors import TemplateRefused
from monitoring.letters.marks import highlight

NOON = dt.time(12)


@dataclass(frozen=True)
class Letter:
    """`unverified` are the passages a lawyer must look at before it is sent."""

    content: bytes
    unverified: tuple[str, ...]


def render_letter(
    template: bytes, fields: Mapping[str, Any], *, title: str, author: str, written_on: dt.date
) -> Letter:
    """In the active language. Raises TemplateRefused."""
    filled = DocxTemplate(BytesIO(template))
    try:
        filled.render(dict(fields), jinja_env=LetterEnvironment(), autoescape=True)
    except LxmlError as error:
        raise TemplateRefused(
            _("The template mixes fields with the layout so that no document comes of it. Type each field anew.")
        ) from error
    document = filled.docx
    unverified = tuple(dict.fromkeys(passage for root in texts(document) for passage in highlight(root)))
    if unverified:
        add_cover_note(document, unverified)
    set_properties(document, title, author, written_on)
    output = BytesIO()
    document.save(output)
    return Letter(output.getvalue(), unverified)


def texts(document: Any) -> list[Any]:
    """The roots of everything printed: the body, headers and footers."""
    edges = [edge for section in document.sections for edge in (section.header, section.footer)]
    return [document.element.body, *(edge._element for edge in edges if not edge.is_linked_to_previous)]


def add_cover_note(document: Any, unverified: tuple[str, ...]) -> None:
    """A first page for the lawyer, to be taken out before sending."""
    first = document.element.body[0]
    lines = [
        (_("For the lawyer. Take this page out before sending."), True),
        (_("The letter cites provisions that no lawyer has confirmed yet. They are highlighted in yellow:"), False),
        *((f"{number}. {passage}", False) for number, passage in enumerate(unverified, start=1)),
        (
            _("Compare each with the text in force, correct or confirm it, and take the highlighting away."),
            False,
        ),
    ]
    for text, bold in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = bold
        first.addprevious(paragraph._p)
    last = document.add_paragraph()
    last.add_run().add_break(WD_BREAK.PAGE)
    first.addprevious(last._p)


def set_properties(document: Any, title: str, author: str, written_on: dt.date) -> None:
    """The author is the centre; nobody at its desk is named."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, ""
    properties.created = properties.modified = dt.datetime.combine(written_on, NOON)
    properties.comments = properties.category = properties.keywords = properties.subject = ""
    properties.revision = 1


def paragraphs_of(content: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a preview: the style of each paragraph and its pieces, each with the colour it is highlighted in."""
    return [
        (
            paragraph.style.name if paragraph.style else "",
            [
                (run.text, run.font.highlight_color.name if run.font.highlight_color else "")
                for run in paragraph.runs
                if run.text
            ],
        )
        for paragraph in Document(BytesIO(content)).paragraphs
    ]
