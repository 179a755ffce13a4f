"""Russian words without their endings. Words come folded."""

from search.language.russian.nouns import bare, name_bare, name_stems, stems
from search.language.russian.verbs import roots

__all__ = ["bare", "name_bare", "name_stems", "roots", "stems"]
