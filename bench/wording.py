"""Texts of synthetic records: pieces of the reference data's own Russian and Kazakh, some far oftener than others."""

import random
from collections.abc import Iterable
from itertools import accumulate

from monitoring import models

LANGUAGES = {"ru": 0.6, "kk": 0.4}
PIECE = 4
# A word the texts do not hold: every so many records have it, counted by their keys.
MARKERS = {"кедрач": 1000, "тюльпан": 100, "сайгак": 3}
_SOURCES = (
    (models.Provision, "name"),
    (models.Provision, "timeframe"),
    (models.Criterion, "name"),
    (models.DecisionKind, "hint"),
    (models.RiskIndicator, "name"),
    (models.DeadlineRule, "name"),
    (models.Precedent, "follow_up"),
    (models.ExecutiveBody, "name"),
    (models.District, "name"),
)


class Wording:
    def __init__(self) -> None:
        self.pieces = {language: list(_pieces(language)) for language in LANGUAGES}
        shuffled = random.Random(1)  # noqa: S311
        for pieces in self.pieces.values():
            shuffled.shuffle(pieces)
        self.weights = {language: list(accumulate(_falling(pieces))) for language, pieces in self.pieces.items()}

    def text(self, dice: random.Random, language: str, words: int) -> str:
        number = -(-words // PIECE)
        found = dice.choices(self.pieces[language], cum_weights=self.weights[language], k=number)
        return " ".join(" ".join(found).split()[:words])


def language_of(dice: random.Random) -> str:
    return dice.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]


def marked(text: str, key: int) -> str:
    """The text with the markers that the record of this key holds."""
    return " ".join([text, *(word for word, every in MARKERS.items() if key % every == 0)])


def _pieces(language: str) -> Iterable[str]:
    for model, name in _SOURCES:
        for text in model._default_manager.values_list(f"{name}_{language}", flat=True).order_by("pk"):
            words = (text or "").split()
            yield from (" ".join(words[start : start + PIECE]) for start in range(0, len(words), PIECE))


def _falling(pieces: list[str]) -> Iterable[float]:
    """Zipf's law, its head flattened."""
    return (1 / (place + 10) for place in range(len(pieces)))
