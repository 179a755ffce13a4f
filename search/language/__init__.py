"""One reading of Russian and Kazakh text for both search engines and for highlighting. Pure: no database."""

from search.language.documents import Document, Field, Weight, build
from search.language.queries import Clause, Query

__all__ = ["Clause", "Document", "Field", "Query", "Weight", "build"]
