"""Files of cases among what the search of the site finds."""

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.html import format_html

from monitoring.models import EvidenceLink
from monitoring.presenters.case_evidence import address
from search.attachments import AttachedPage, fields_of
from search.everywhere.models import SiteKind
from search.everywhere.source import Source
from search.language import Field, Weight


class FileSource(Source):
    """Found by its title and its pages. Its words stay with the file, so that none shows that is closed or replaced."""

    kind = SiteKind.FILE
    model = EvidenceLink
    is_suggested = False

    def public(self) -> "QuerySet[EvidenceLink]":
        public = EvidenceLink.objects.public().filter(file__isnull=False)
        return cast("QuerySet[EvidenceLink]", public.select_related("case"))

    def kept(self) -> "QuerySet[EvidenceLink]":
        return self.public().select_related("case", "file__text").prefetch_related("file__text__pages")

    def fields(self, item: EvidenceLink) -> Iterator[Field]:
        yield Field(item.title, item.case.language, Weight.HEADING)
        yield Field(item.case.reference or "", item.case.language, Weight.SETTING)
        yield from fields_of(list(_pages(item)))

    def address(self, item: EvidenceLink) -> str:
        return address(item)

    def words_language(self, item: EvidenceLink) -> str:
        return str(item.case.language)

    def title(self, item: EvidenceLink) -> str:
        return item.title

    def reference(self, item: EvidenceLink) -> str:
        return item.case.reference or ""

    def note(self, item: EvidenceLink) -> str:
        case = item.case
        return format_html('<a href="{}" lang="{}">{}</a>', case.get_absolute_url(), case.language, case.title)


def _pages(item: Any) -> Iterator[AttachedPage]:
    text = getattr(item.file, "text", None)
    if text is not None and text.copy_sha256 == item.file.derivative_sha256:
        for page in text.pages.all():
            yield AttachedPage(item.uid, item.title, item.file.derivative_type, page.number, page.content)
