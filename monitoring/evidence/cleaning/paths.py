"""Paths on somebody's disk, which Office leaves in alternative texts and links, and which hold a name."""

from __future__ import annotations

import re

_PERSONAL_PATH = re.compile(
    r"""(?:
            file:/+(?:[A-Za-z]:[\\/]+)?
          | (?<![A-Za-z])[A-Za-z]:(?:\\+|/+(?=Users/))  # a drive; in addresses, "p://" is none
          | \\\\[\w.-]+\\+[^\\/\r\n]+\\+             # a shared folder of a server
          | (?<![\w./])/(?:Users|home)/
        )
        (?:[^\\/:*?"<>|\r\n]+[\\/]+)*""",
    re.VERBOSE | re.IGNORECASE,
)


def hides_a_path(text: str) -> bool:
    return ("\\" in text or "/" in text) and bool(_PERSONAL_PATH.search(text))


def without_paths(text: str) -> str:
    """The text with each such path cut down to the name of the file."""
    return _PERSONAL_PATH.sub("", text)
