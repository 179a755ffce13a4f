"""The list of synonyms in use. It widens queries, not the index: an editor's change holds for the next search."""

from pathlib import Path
from typing import Any, cast

from monitoring.reference.loading import Report, load_file
from search.language import Lexicon
from search.vocabulary import SynonymGroup

DATA = Path(__file__).resolve().parent / "data"


def current() -> Lexicon:
    """One query; the reading of an unchanged list is kept."""
    return Lexicon.of(SynonymGroup.objects.filter(is_used=True).order_by("key").values_list("words", flat=True))


def load(folder: Path = DATA) -> Report:
    """Bring the list up to the data file; what an editor changed stays. Raises DataFileError."""
    return load_file("synonyms", cast(Any, SynonymGroup), folder)
