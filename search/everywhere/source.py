"""What the search of the site asks of each kind."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from search.everywhere.models import SiteKind
from search.language import Field


class Source(ABC):
    """`kind` names the tab; `model` is what is found. `is_suggested`: offered by its name while one types."""

    kind: SiteKind
    model: type[Model]
    is_suggested = True

    @abstractmethod
    def public(self) -> "QuerySet[Any]":
        """What everyone may see now: asked anew at every search, whatever the index holds."""

    def kept(self) -> "QuerySet[Any]":
        """What stands in the index, more than what is public: an official before the first term."""
        return self.model._default_manager.all()

    @abstractmethod
    def fields(self, item: Any) -> Iterable[Field]:
        """What it is found by; only what its own page shows."""

    def address(self, item: Any) -> str:
        return str(item.get_absolute_url())

    def language(self, item: Any) -> str:
        """Empty for what has a name in every language."""
        return ""

    def words_language(self, item: Any) -> str:
        """In which its title is; that of the reader if empty."""
        return self.language(item)

    def title(self, item: Any) -> str:
        return str(item)

    def note(self, item: Any) -> str:
        """What tells two of the same name apart."""
        return ""

    def reference(self, item: Any) -> str:
        """That of the case it belongs to."""
        return ""
