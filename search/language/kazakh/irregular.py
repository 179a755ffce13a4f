"""Words that only look as if they had an ending: `отын` (fuel) is not `от` + `ын`, `сайын` not `сай` + `ын`."""

from search.language.folding import fold, has_kazakh_letters

# Words of grammar: postpositions, pronouns with their cases, adverbs, numerals.
_GRAMMAR = """
үшін сайын дейін шейін кейін бұрын бойынша бүгін ертең тегін бірге бері әрі кері қайда қайдан қалай неге
оны оның оған онда одан олар соны соның соған сонда содан солар бұны бұның бұған мұны мұның мұнда мұндағы
менің мені сенің сені біздің сіздің басқа өзге алты жеті
"""
# Nouns and adjectives whose end is their own.
_NOUNS = """
отын жауын жасын айдын жалын табын алтын ақын ойын қосын жиын қалың орын мұрын тығын қалқан майдан аудан
қысым басым бағам тағам жүзім қалам жылым түсім қорым желім арам қоғам адам ғалам мақам алаң көлем кілем
қорғасын шыны басты қатты асты сауда пайда майда орда қарға сырға тақта мақта апта балта қалта сотка тері тары сары
ірі тірі бөрі кәрі мәңгі ескі шыбын тиын құйын түйін толқын салқын тасқын шалғын балғын егін бүтін түтін келін қатын
"""
# Roots that only look as if something had been done: қызыл (red) is not of қызу (to grow hot).
ACTIVE = frozenset(map(fold, ("қызыл", "жасыл", "тәсіл", "жеңіл")))
_WRITTEN = frozenset(f"{_GRAMMAR} {_NOUNS}".split())
_FOLDED = frozenset(map(fold, _WRITTEN))


def is_whole(letters: str) -> bool:
    """As written; without Kazakh letters, as it may be typed: `айдың` is of ай, `айдын` is water."""
    return letters in (_WRITTEN if has_kazakh_letters(letters) else _FOLDED)
