"""The kinds the search of the site finds: what it reads of each, who may see it, and how it is shown."""

from collections.abc import Iterator
from typing import Any, cast

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from wagtail.models import Page
from wagtail.search.index import SearchField

from monitoring.models import Council, ExecutiveBody, Official, Precedent, Region, Tenure
from search.everywhere.files import FileSource
from search.everywhere.models import SiteKind
from search.everywhere.source import Source
from search.language import Field, Weight

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class PageSource(Source):
    kind = SiteKind.PAGE
    model = Page

    def public(self) -> "QuerySet[Page]":
        return cast("QuerySet[Page]", Page.objects.live().public().filter(depth__gt=1))

    def kept(self) -> "QuerySet[Page]":
        return cast("QuerySet[Page]", Page.objects.live().select_related("locale"))

    def fields(self, item: Page) -> Iterator[Field]:
        """What the model of the page gives to Wagtail's own search."""
        language, page = self.language(item), item.specific
        yield Field(item.title, language, Weight.HEADING)
        for field in page.get_search_fields():
            if isinstance(field, SearchField) and field.field_name != "title":
                yield Field(_text(field.get_value(page)), language, Weight.TEXT)

    def address(self, item: Page) -> str:
        return item.get_url() or ""

    def language(self, item: Page) -> str:
        return str(item.locale.language_code)


class NamedSource(Source):
    """Reference records with a name in each language."""

    def fields(self, item: Any) -> Iterator[Field]:
        for language in LANGUAGES:
            for attribute in ("name", "short_name"):
                yield Field(getattr(item, f"{attribute}_{language}", "") or "", language, Weight.HEADING)
        for alias in getattr(item, "aliases", []):
            yield Field(str(alias), LANGUAGES[0], Weight.HEADING)


class BodySource(NamedSource):
    kind = SiteKind.BODY
    model = ExecutiveBody

    def public(self) -> "QuerySet[ExecutiveBody]":
        return ExecutiveBody.objects.current().select_related("region")

    def note(self, item: ExecutiveBody) -> str:
        return str(item.region or "")


class OfficialSource(NamedSource):
    """Who never had a term has no page."""

    kind = SiteKind.OFFICIAL
    model = Official

    def public(self) -> "QuerySet[Official]":
        held = Tenure.objects.values("official")
        officials = cast("QuerySet[Official]", Official.objects.current().filter(pk__in=held))
        return officials.prefetch_related(Prefetch("tenures", Tenure.objects.select_related("body")))

    def note(self, item: Official) -> str:
        last = max(item.tenures.all(), key=lambda tenure: tenure.started_on)
        return f"{last.position}, {last.body}"


class CouncilSource(NamedSource):
    kind = SiteKind.COUNCIL
    model = Council

    def public(self) -> "QuerySet[Council]":
        return Council.objects.select_related("body")


class RegionSource(NamedSource):
    kind = SiteKind.REGION
    model = Region

    def public(self) -> "QuerySet[Region]":
        return Region.objects.all()


class PrecedentSource(NamedSource):
    kind = SiteKind.PRECEDENT
    model = Precedent

    def public(self) -> "QuerySet[Precedent]":
        return Precedent.objects.all()

    def fields(self, item: Precedent) -> Iterator[Field]:
        yield Field(item.reference, "en", Weight.HEADING)
        yield from super().fields(item)
        for text in (item.communicant, item.articles_alleged, item.articles_found, item.follow_up):
            yield Field(text, "en", Weight.TEXT)

    def title(self, item: Precedent) -> str:
        return f"{item.reference}: {item}"


SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        PageSource(),
        BodySource(),
        OfficialSource(),
        CouncilSource(),
        RegionSource(),
        PrecedentSource(),
        FileSource(),
    )
}


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return "" if value is None else str(value)
