"""Which letters there are: to whom and in which languages."""

from dataclasses import dataclass

from monitoring.enums import Language, ReferralKind

NATIONAL = (Language.RU, Language.KK)


@dataclass(frozen=True)
class LetterKind:
    """`authority` is the key of the usual addressee; empty where every body may be asked."""

    kind: ReferralKind
    authority: str
    languages: tuple[Language, ...] = NATIONAL


KINDS = {
    letter.kind: letter
    for letter in (
        LetterKind(ReferralKind.INFORMATION_REQUEST, ""),
        LetterKind(ReferralKind.COMPLAINT_SUPERIOR, "R-SUP"),
        LetterKind(ReferralKind.COMPLAINT_PROSECUTOR, "R-PRO"),
        LetterKind(ReferralKind.CORRUPTION_REPORT, "R-KNB"),
        LetterKind(ReferralKind.ENVIRONMENTAL_INSPECTION_REQUEST, "R-ECO"),
        LetterKind(ReferralKind.APPEAL_OF_SILENCE, "R-SUP"),
        LetterKind(ReferralKind.ACCC_COMMUNICATION, "R-ACC", (Language.EN,)),
    )
}
LETTERS = [(letter.kind, language) for letter in KINDS.values() for language in letter.languages]
"""Every letter that comes with the software."""
