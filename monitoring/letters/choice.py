"""What a coordinator chose for one letter."""

import datetime as dt
from dataclasses import dataclass, field

from monitoring.enums import Language, ReferralKind


@dataclass(frozen=True)
class LetterChoice:
    """`findings` are uids; `evidence` are the numbers of open items that are listed, `hidden` those of confidential
    items that are mentioned by number only. `about` is the uid of the earlier letter that this one follows."""

    kind: ReferralKind
    language: Language
    written_on: dt.date
    addressee: str = ""
    findings: frozenset[str] = field(default_factory=frozenset)
    evidence: frozenset[int] = field(default_factory=frozenset)
    hidden: frozenset[int] = field(default_factory=frozenset)
    questions: tuple[str, ...] = ()
    about: str = ""
