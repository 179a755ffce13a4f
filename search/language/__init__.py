"""One reading of Russian and Kazakh text for both search engines and for highlighting. Pure: no database."""

from search.language.documents import Document, Field, Weight, build
from search.language.lexicon import Lexicon
from search.language.queries import Clause, Query, Sequence
from search.language.reading import IndexedWord

__all__ = ["Clause", "Document", "Field", "IndexedWord", "Lexicon", "Query", "Sequence", "Weight", "build"]
