"""Kazakh words without their endings. Words come in small letters, as written or with Kazakh letters left out."""

from search.language.kazakh.nouns import HYPHENATED, bare, stems
from search.language.kazakh.verbs import roots

__all__ = ["HYPHENATED", "bare", "roots", "stems"]
