"""What the legal ground of a case, as published, says about its terms."""

import re

# Terms of the portal by subparagraphs of article 87 of the Environmental Code.
BY_SUBPARAGRAPH = {2: "D28", **dict.fromkeys(range(3, 9), "D26"), 9: "D27"}
_CODE = re.compile(r"эколог\w* кодекс|\bЭК\b|env\w*\.? code", re.IGNORECASE)
_ARTICLE_87 = re.compile(
    r"(?:ст(?:ать[ияеюё]\w*|\.)|art(?:icle|\.)|ба[пб]\w*)\s*87(?!\d)|(?<!\d)87\s*-?\s*ба[пб]", re.IGNORECASE
)
_SUBPARAGRAPHS = re.compile(r"(?<!\d)(\d{1,2})\s*\)")
_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s*\)?\s*[-–—]\s*(\d{1,2})\s*\)")
_BARE = re.compile(r"(?:подп(?:ункт\w*|\.)|пп\.|subpara\w*\.?)\s*(\d{1,2})(?!\d)(?!\s*\))", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"эколог|окружающ|воздейств|қоршаған|әсер|environment|impact|№?\s*286\b", re.IGNORECASE)
_INFORMATION_LAW = re.compile(
    r"доступ\w* к информации|ақпаратқа қол жеткізу|access to information|401-V", re.IGNORECASE
)


def discussion_rule(ground: str) -> str | None:
    """The rule for the length of a discussion under article 87; None unless the ground leads to exactly one."""
    if not (_CODE.search(ground) and _ARTICLE_87.search(ground)):
        return None
    rules = {BY_SUBPARAGRAPH.get(number) for number in subparagraphs(ground)}
    return rules.pop() if len(rules) == 1 else None


def subparagraphs(ground: str) -> set[int]:
    found = {int(number) for number in [*_SUBPARAGRAPHS.findall(ground), *_BARE.findall(ground)]}
    for first, last in _RANGE.findall(ground):
        found |= set(range(int(first), int(last) + 1))
    return found


def speaks_of_environment(ground: str) -> bool:
    return bool(_ENVIRONMENT.search(ground))


def cites_information_law(text: str) -> bool:
    return bool(_INFORMATION_LAW.search(text))
