"""Paths of somebody's disk, which Office programs leave in alternative texts and links, and which hold their name."""

from __future__ import annotations

import re

_PERSONAL_PATH = re.compile(
    r"""(?:file:/*)?
        (?:[A-Za-z]:[\\/]+(?:Users|Documents\ and\ Settings|Пользователи)|/Users|/home)
        [\\/]+
        (?:[^\\/:*?"<>|\r\n]+[\\/]+)*""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"users|settings|пользователи|home", re.IGNORECASE)


def hides_a_path(text: str) -> bool:
    return bool(_HINT.search(text) and _PERSONAL_PATH.search(text))


def without_paths(text: str) -> str:
    """The text with each such path cut down to the name of the file."""
    return _PERSONAL_PATH.sub("", text)
