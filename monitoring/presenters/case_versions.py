"""The list of versions of a record, one of them as it stood, and what the next one changed."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from monitoring.enums import VersionKind
from monitoring.models import Case, CaseVersion
from monitoring.open_data.versions import earlier_record
from monitoring.presenters.case import change_text, foreign
from monitoring.presenters.citation import citation, other_languages, version_path
from monitoring.presenters.dates import long_date
from monitoring.presenters.links import case_list
from monitoring.presenters.record_parts import Fact, Part, record_parts


def list_context(case: Case, readable: set[int]) -> dict[str, Any]:
    """`readable`: numbers of the earlier versions that anyone may read."""
    return {
        "page_title": _("Versions of %(reference)s") % {"reference": case.reference},
        "robots": "noindex",
        "crumbs": crumbs(case),
        "reference": case.reference,
        "title": case.title,
        "title_lang": foreign(case.language),
        "changes": [change(case, version, readable) for version in case.versions.all()],
    }


def change(case: Case, version: CaseVersion, readable: set[int]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "date": timezone.localtime(version.at).date(),
        "label": number_text(version.number),
        "text": change_text(version),
        "correction": version.kind == VersionKind.CORRECTED,
    }
    if version.kind == VersionKind.WITHDRAWN:
        return shown
    if version.number == case.version:
        return {**shown, "url": case.get_absolute_url(), "url_label": _("the current version")}
    if version.number in readable:
        return {**shown, "url": version_path(case, version.number), "url_label": _("Read this version")}
    return shown


def version_context(current: Case, version: CaseVersion, following: CaseVersion | None) -> dict[str, Any]:
    """`following` is the next version, if it too may be read; then the page tells what it changed."""
    case = earlier_record(version, current)
    parts = record_parts(case)
    return {
        "page_title": f"{case.reference} · {number_text(version.number)} · {case.title}",
        "canonical_url": current.get_absolute_url(),
        "robots": "noindex",
        "crumbs": [*crumbs(current), (_("Versions"), reverse("monitoring:case_versions", args=[current.reference]))],
        "case": case,
        "title_lang": foreign(case.language),
        "reference_line": f"{case.reference} · {number_text(version.number)} · {long_date(version.at)}",
        "banner": _("Version %(number)s of %(date)s is public now. What is said below may have been corrected since.")
        % {"number": current.version, "date": long_date(current.last_published_at or version.at)},
        "current_url": current.get_absolute_url(),
        "note": change_text(version),
        "sections": [(title, list(found)) for title, found in groupby(parts, key=lambda part: part.section)],
        "following": following_context(current, version, following, parts) if following else None,
        "citation": citation(case),
        "other_citations": other_languages(case),
    }


def closed_context(case: Case, version: CaseVersion | None, number: int, reason: str) -> dict[str, Any]:
    """What stays at the address of a version that nobody reads any more: when it was public, and why it is closed."""
    return {
        "page_title": f"{case.reference} · {number_text(number)}",
        "canonical_url": case.get_absolute_url(),
        "robots": "noindex",
        "crumbs": crumbs(case),
        "reference_line": " · ".join(
            filter(None, [case.reference, number_text(number), long_date(version.at) if version else ""])
        ),
        "reason": reason,
        "current_url": case.get_absolute_url(),
        "versions_url": reverse("monitoring:case_versions", args=[case.reference]),
    }


def following_context(
    current: Case, version: CaseVersion, following: CaseVersion, parts: Sequence[Part]
) -> dict[str, Any]:
    is_current = following.number == current.version
    then = record_parts(earlier_record(following, current))
    return {
        "number": following.number,
        "url": current.get_absolute_url() if is_current else version_path(current, following.number),
        "date": following.at,
        "note": change_text(following),
        "old_title": number_text(version.number),
        "new_title": number_text(following.number),
        "rows": list(difference(parts, then)),
    }


def difference(old: Sequence[Part], new: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """Rows of `components/comparison.html`: fields that changed, and parts that came or went as a whole."""
    before = {(part.section, part.key): part for part in old}
    after = {(part.section, part.key): part for part in new}
    for key in dict.fromkeys([*before, *after]):
        was, became = before.get(key), after.get(key)
        if was and became:
            yield from changed_facts(was, became)
        elif part := was or became:
            yield row(part.section, was.text if was else "", became.text if became else "")


def changed_facts(was: Part, became: Part) -> Iterator[dict[str, Any]]:
    old, new = by_name(was), by_name(became)
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        values = (before.value if before else "", after.value if after else "")
        if values[0] != values[1]:
            term = (after or before or Fact("", "", "")).term
            yield row(": ".join(filter(None, [became.title, term])), *values)


def by_name(part: Part) -> dict[str, Fact]:
    return {fact.name: fact for fact in part.facts}


def row(label: str, old: str, new: str) -> dict[str, Any]:
    marked_old, marked_new = marked(old, new)
    return {"label": label, "old": marked_old, "new": marked_new, "changed": True}


def marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts as safe HTML, word by word: what went in `del`, what came in `ins`."""
    before, after = words(old), words(new)
    left, right = [], []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        left.append(escape(gone) if tag == "equal" or not gone else format_html("<del>{}</del>", gone))
        right.append(escape(come) if tag == "equal" or not come else format_html("<ins>{}</ins>", come))
    return mark_safe("".join(left)), mark_safe("".join(right))  # every piece is escaped above


def words(text: str) -> list[str]:
    return [piece for word in text.split(" ") for piece in (word, " ")][:-1]


def number_text(number: int) -> str:
    return _("version %(number)s") % {"number": number}


def crumbs(case: Case) -> list[tuple[str, str]]:
    return [(_("Cases"), case_list()), (str(case.reference), case.get_absolute_url())]
