"""Shapes of icons and places where words break."""

import re
from itertools import pairwise

# Paths on a 16 by 16 grid, drawn for this site.
ICONS = {
    "met": "M2.5 8.5 6.5 12.5 13.5 4",
    "late": "M8 1.5 15 14H1z",
    "breach": "M8 .8 15.2 8 8 15.2.8 8z",
    "unknown": "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2z",
    "arrow": "M2.5 8h11M9 3.5 13.5 8 9 12.5",
    "back": "M13.5 8h-11M7 3.5 2.5 8 7 12.5",
    "bell": "M3.5 11.5h9l-1-2v-3a3.5 3.5 0 0 0-7 0v3zM6.5 13.8a1.7 1.7 0 0 0 3 0",
    "calendar": "M2.5 3.5h11v10h-11zM2.5 6.8h11M5.5 1.8v3M10.5 1.8v3",
    "camera": "M1.8 4.8h3l1.2-2h4l1.2 2h3v8.4H1.8zM8 6.6a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6z",
    "chevron": "M5.5 2.5 11 8l-5.5 5.5",
    "clock": "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 4.5V8l2.5 1.8",
    "close": "M3.5 3.5l9 9M12.5 3.5l-9 9",
    "copy": "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
    "download": "M8 2v8.5M4.5 7 8 10.5 11.5 7M2.5 13.8h11",
    "file": "M3.5 1.8h5.8l3.2 3.2v9.2h-9zM9 1.8v3.5h3.5",
    "filter": "M1.8 3.5h12.4M4.2 8h7.6M6.5 12.5h3",
    "lock": "M3.5 7.2h9v6.6h-9zM5.2 7.2V5a2.8 2.8 0 0 1 5.6 0v2.2",
    "menu": "M2 3.8h12M2 8h12M2 12.2h12",
    "pin": "M8 14S3.2 9.8 3.2 6.4a4.8 4.8 0 0 1 9.6 0C12.8 9.8 8 14 8 14zM8 5a1.6 1.6 0 1 1 0 3.2A1.6 1.6 0 0 1 8 5z",
    "plus": "M8 2.5v11M2.5 8h11",
    "print": "M4.5 6V1.8h7V6M4.5 11.5h-2.7V6h12.4v5.5h-2.7M4.5 9.5h7v4.7h-7z",
    "search": "M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zM10.5 10.5 14.2 14.2",
    "warning": "M8 2 14.8 14H1.2zM8 6.5v3.6M8 12v.2",
}
SOLID_ICONS = frozenset({"late", "breach"})

SOFT_HYPHEN = "\u00ad"
LONG_WORD = 18  # shorter words fit a line of a 320 px screen, and stay findable as typed
_VOWELS = "аәеёиоөуұүыіэюя"
_WORD = re.compile(rf"[а-яёәғқңөұүһі]{{{LONG_WORD},}}", re.IGNORECASE)
_BREAK = re.compile(
    rf"(?<=[{_VOWELS}йьъ])(?=[^{_VOWELS}йьъ][{_VOWELS}])"  # ка-на, бай-лық
    rf"|(?<=[{_VOWELS}][^{_VOWELS}ьъ])(?=[^{_VOWELS}ьъ][{_VOWELS}])",  # қор-ша
    re.IGNORECASE,
)
_MARGIN = 3


def soft_hyphens(text: str) -> str:
    """Mark syllable borders of words of eighteen letters and more, never within three letters of an edge."""
    return _WORD.sub(lambda match: _marked(match.group()), text)


def _marked(word: str) -> str:
    cuts = [0, *(m.start() for m in _BREAK.finditer(word) if _MARGIN <= m.start() <= len(word) - _MARGIN), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(cuts))
