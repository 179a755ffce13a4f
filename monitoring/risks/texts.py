"""How alike two texts are: MinHash of their shingles, with names of places, numbers and dates taken out."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence

HASHES = 64
BANDS = 16
ROWS = HASHES // BANDS
SHINGLE = 5
MASK = (1 << 63) - 1
# Coefficients of the hash functions; fixed, or stored signatures could not be compared.
_A = [int.from_bytes(hashlib.sha256(f"a{n}".encode()).digest()[:7]) | 1 for n in range(HASHES)]
_B = [int.from_bytes(hashlib.sha256(f"b{n}".encode()).digest()[:7]) for n in range(HASHES)]
WORD = re.compile(r"[^\W\d_]{2,}")
MONTHS = re.compile(
    r"\b(январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\w*"
)


def words_of(text: str, places: Collection[str] = ()) -> list[str]:
    """What makes one protocol differ from another by rights is left out: dates, numbers and the names of places.

    `places` are folded stems of names, at least four letters of each.
    """
    plain = MONTHS.sub(" ", text.casefold())
    stems = tuple(places)
    return [word for word in WORD.findall(plain) if not (stems and word.startswith(stems))]


def shingles_of(words: Sequence[str]) -> set[int]:
    return {_hash(" ".join(words[n : n + SHINGLE])) for n in range(len(words) - SHINGLE + 1)}


def signature_of(shingles: Collection[int]) -> list[int]:
    return [min(((a * one + b) & MASK for one in shingles), default=0) for a, b in zip(_A, _B, strict=True)]


def bands_of(signature: Sequence[int]) -> Iterator[int]:
    """Numbers of which near-identical texts share at least one, each of its own place in the signature."""
    for band in range(BANDS):
        part = signature[band * ROWS : (band + 1) * ROWS]
        yield _hash(f"{band}:{part}")


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of shingles in common, from 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / HASHES


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) & MASK
