"""Words of the files that readers may open at this moment, for the index and for the passage a list shows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from monitoring.enums import Language
from monitoring.evidence.media_types import MediaType
from monitoring.models import EvidenceLink, EvidenceText
from search.language import Field, Query, Weight
from search.language.highlighting import snippet

# Of one case: PostgreSQL keeps no more than a megabyte of terms a record, and each word has several.
MOST_WORDS = 30_000
MOST_FORMS = 6_000
# Read again to show a list of twenty cases.
MOST_CHARACTERS_SHOWN = 400_000
KAZAKH_LETTERS = frozenset("әғқңөұүһі")
PAGE = "file__text__pages"


@dataclass(frozen=True, slots=True)
class AttachedPage:
    uid: UUID
    title: str
    media_type: str
    number: int
    content: str

    @property
    def language(self) -> str:
        return Language.KK if KAZAKH_LETTERS & set(self.content.lower()) else Language.RU

    @property
    def readings(self) -> Iterator[tuple[str, str]]:
        """Text and language: a page with Kazakh on it, and its lines that may be Russian once more as such."""
        yield self.content, self.language
        if self.language == Language.KK:
            other = [line for line in self.content.splitlines() if not KAZAKH_LETTERS & set(line.lower())]
            yield "\n".join(other), Language.RU

    @property
    def name(self) -> str:
        words = {"title": self.title, "number": self.number}
        if self.media_type == MediaType.PDF:
            return _("%(title)s, page %(number)s") % words
        return _("%(title)s, sheet %(number)s") % words if self.media_type == MediaType.XLSX else self.title

    @property
    def address(self) -> str:
        place = f"#page={self.number}" if self.media_type == MediaType.PDF else ""
        return reverse("monitoring:evidence", args=[self.uid]) + place


def pages_of(keys: Collection[int]) -> Mapping[int, list[AttachedPage]]:
    """Pages with words by the key of the case, in the order of the files; one query."""
    public = EvidenceLink.objects.public().filter(
        case__in=keys, file__text__in=EvidenceText.objects.public(), file__text__pages__isnull=False
    )
    fields = ("case_id", "uid", "title", "file__derivative_type", f"{PAGE}__number", f"{PAGE}__content")
    found: defaultdict[int, list[AttachedPage]] = defaultdict(list)
    for case, *page in public.order_by("pk", f"{PAGE}__number").values_list(*fields):
        found[case].append(AttachedPage(*page))
    return found


def fields_of(pages: Collection[AttachedPage]) -> Iterator[Field]:
    """Whole pages, as many as one record of the index holds."""
    forms: set[str] = set()
    count = 0
    for page in pages:
        words = page.content.lower().split()
        forms.update(words)
        count += len(words)
        if count > MOST_WORDS or len(forms) > MOST_FORMS:
            return
        yield from (Field(text, language, Weight.ATTACHED) for text, language in page.readings)


class Attached:
    """Pages of the cases of one list, asked for only when a case does not tell by itself why it was found."""

    def __init__(self, keys: Collection[int]) -> None:
        self.keys = keys
        self.left = MOST_CHARACTERS_SHOWN

    @cached_property
    def pages(self) -> Mapping[int, list[AttachedPage]]:
        return pages_of(self.keys)

    def passage(self, case: int, query: Query, *, of: UUID | None = None) -> SafeString | None:
        """Which page of which file holds the words, with a link to it, and the words; `of`: of this file alone."""
        for page in self.pages.get(case, ()):
            if of not in {None, page.uid}:
                continue
            self.left -= len(page.content)
            if self.left < 0:
                return None
            for text, language in page.readings:
                if (found := snippet(text, language, query)).hits:
                    place = page.address, page.name
                    return format_html('<a href="{}">{}</a>: <span lang="{}">{}</span>', *place, language, found.html)
        return None
