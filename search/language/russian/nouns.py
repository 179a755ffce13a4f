from functools import lru_cache

import Stemmer

_stemmer = Stemmer.Stemmer("russian")
_SURNAMES = ("ов", "ев")


@lru_cache(maxsize=50_000)
def stems(form: str) -> frozenset[str]:
    """Snowball's stem of a folded word, and what it cuts too short.

    `Королёв` looks like a genitive plural and `подпись` like a reflexive verb; their other cases do not.
    """
    found = {str(_stemmer.stemWord(form))}
    if form.endswith(_SURNAMES):
        found.add(form)
    elif form.endswith("ь"):
        found.add(form[:-1])
    return frozenset(found)
