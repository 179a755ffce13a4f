import re

from monitoring.enums import Language

_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)


def language_of(text: str, *, otherwise: str) -> str:
    """The language the words are written in, by their letters; `otherwise` when there are none.

    One Kazakh letter in a Russian sentence is a name, so Kazakh needs one in every thirty letters.
    """
    kazakh, cyrillic, latin = (len(found.findall(text)) for found in (_KAZAKH, _CYRILLIC, _LATIN))
    if kazakh and kazakh * 30 >= kazakh + cyrillic:
        return Language.KK
    if cyrillic > latin:
        return Language.RU
    return Language.EN if latin else otherwise
