"""What one can follow: the cases of a question, or one case. In words, as addresses, and as the changes that belong."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.models import Case
from monitoring.presenters.links import case_path
from search.changes.models import RecordChange, RecordChangeQuerySet
from search.exports.about import question
from search.filters import Selection
from search.names import Names


@dataclass(frozen=True, slots=True)
class QuestionFollowed:
    """The cases that answer an address of the list. Order, way of showing and columns are no part of the question."""

    selection: Selection

    @classmethod
    def read(cls, query: str, names: Names | None = None) -> Self:
        """Names are those of the language that is on; `names` may know them already."""
        return cls.of(Selection.read(QueryDict(query), names or Names()))

    @classmethod
    def of(cls, selection: Selection) -> Self:
        return cls(selection.plain())

    @staticmethod
    def names_in(queries: Iterable[str]) -> Names:
        """The names that these questions use, in one query."""
        names = Names()
        Selection.read(QueryDict("&".join(queries)), names)
        return names

    @property
    def query(self) -> str:
        """The canonical query of its address: one text a question."""
        return self.selection.address("").removeprefix("?")

    @property
    def words(self) -> str:
        return question(self.selection)

    @property
    def path(self) -> str:
        return self.selection.address(reverse("search:cases"))

    @property
    def feed_path(self) -> str:
        return self.selection.address(reverse("search:feed"))

    @property
    def is_whole(self) -> bool:
        """Every value asked for is known: what is left out would widen the question to what nobody asked for."""
        return not any(unknown.filter for unknown in self.selection.unknown)

    def changes(self) -> RecordChangeQuerySet:
        if not self.is_whole:
            return RecordChange.objects.none()
        return RecordChange.objects.filter(case__in=self.selection.records().values("pk"))


@dataclass(frozen=True, slots=True)
class CaseFollowed:
    """One case; `case` is None when it is not public now, and then nothing changes."""

    reference: str
    case: Case | None

    @classmethod
    def read(cls, reference: str) -> Self:
        return cls(reference, Case.objects.public().filter(reference=reference).first())

    @property
    def words(self) -> str:
        title = f"{self.reference} {self.case.title}" if self.case else self.reference
        return _("case %(case)s") % {"case": title}

    @property
    def path(self) -> str:
        return case_path(self.reference)

    @property
    def feed_path(self) -> str:
        return reverse("search:case_feed", args=[self.reference])

    def changes(self) -> RecordChangeQuerySet:
        return RecordChange.objects.public().filter(case=self.case) if self.case else RecordChange.objects.none()


Followed = QuestionFollowed | CaseFollowed
