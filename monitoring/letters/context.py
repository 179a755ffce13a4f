"""The fields of a letter: from the public data of a case and what the coordinator chose, and from nothing else.

What is not public cannot get into a letter, because it is not in what this module is given.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.letters.chain import body_words, earlier_letter, remedies
from monitoring.letters.choice import LetterChoice
from monitoring.letters.citing import LawBook, field_name, marked, unit_word
from monitoring.letters.marks import plain, to_fill
from monitoring.open_data.shapes import Data
from monitoring.pack.dossier import label, timeline, when
from monitoring.presenters.dates import long_date

Fields = dict[str, Any]
Books = tuple[LawBook, LawBook]
MISSED = frozenset({"late", "short", "overdue"})


def letter_fields(data: Data, choice: LetterChoice, books: Books, reply_term: str) -> Fields:
    """In the active language, which must be the letter's; the words of the record stay in their own."""
    law, part = books
    findings = [item for item in data["findings"] if item["uid"] in choice.findings]
    return {
        "date": long_date(choice.written_on),
        "centre": plain(label(data["centre"])) or to_fill(_("name of the Aarhus centre")),
        "addressee": plain(choice.addressee) or to_fill(_("name of the addressee")),
        **about_case(data),
        "facts": facts(data),
        "deadlines": missed_deadlines(data, law),
        "findings": [finding(number, item, law) for number, item in enumerate(findings, start=1)],
        "indicators": indicators(findings),
        "body_replies": body_words(data, choice.findings),
        "evidence": evidence(data, choice),
        "questions": [plain(question) for question in choice.questions if plain(question)],
        "previous": earlier_letter(data, choice.about),
        "remedies": remedies(data),
        "reply_term": reply_term,
        "law": law,
        "part": part,
    }


def about_case(data: Data) -> Fields:
    place = ", ".join(filter(None, [label(data["region"]), label(data["district"]), data["place"]]))
    return {
        "reference": plain(data["reference"]),
        "version": str(data["version"]),
        "address": plain(data["address"]),
        "title": plain(data["title"]),
        "summary": plain(data["summary"]),
        "body": plain(label(data["body"]) or data["body_text"]) or to_fill(_("name of the body")),
        "initiator": plain(data["initiator"]),
        "place": plain(place),
        "kind": plain(label(data["kind"])),
        "registration_no": plain(data["registration_no"]),
        "registered_on": when(data["registered_on"]),
        "portal_url": plain(data["portal_url"]),
        "legal_ground": plain(data["legal_ground"]),
        "outcome": plain(data["outcome_text"]),
    }


def facts(data: Data) -> list[Fields]:
    """What happened, earliest first. Letters of the follow-up have a list of their own."""
    rows = timeline({**data, "referral_steps": []})
    return [
        {"date": row["date"], "text": plain(": ".join(filter(None, [row["title"], row.get("text", "")])))}
        for row in rows
    ]


def missed_deadlines(data: Data, law: LawBook) -> list[Fields]:
    return [deadline(item, law) for item in data["deadlines"] if item["state"]["code"] in MISSED]


def deadline(item: Data, law: LawBook) -> Fields:
    """Every part stands after a colon, so that no language has to bend the name of the term."""
    unit, basis = item["unit"]["code"], item["law"]
    doubtful = item["rule"]["unverified"] and not (basis and basis["unverified"])
    said = [
        marked(item["rule"]["name"], doubtful),
        _("term: %(length)s") % {"length": f"{item['amount']} {unit_word(unit, item['amount'] or 0)}"},
        _("counted from: %(date)s") % {"date": when(item["started"])},
        _("last day: %(date)s") % {"date": when(item["due_on"])} if item["due_on"] else "",
        _("done: %(date)s") % {"date": when(item["done"])} if item["done"] else _("not recorded as done"),
        shortfall(item, unit),
    ]
    return {"text": "; ".join(filter(None, said)), "law": law[field_name(basis["key"])] if basis else ""}


def shortfall(item: Data, unit: str) -> str:
    """By how much, once it is done; until then it grows from day to day."""
    # A lateness counted in months is told in days.
    length = f"{item['days']} {unit_word('calendar' if unit == 'months' else unit, item['days'])}"
    if item["state"]["code"] == "short":
        return _("shorter than the law asks by: %(length)s") % {"length": length}
    return _("late by: %(length)s") % {"length": length} if item["done"] else ""


def finding(number: int, item: Data, law: LawBook) -> Fields:
    found = item["law"]
    criterion = item["criterion"]
    return {
        "number": str(number),
        "title": plain(item["title"]),
        "text": plain(item["description"]),
        "type": plain(label(item["violation_type"])),
        "law": law[field_name(found["key"])] if found else "",
        "law_text": plain(found["name"]) if found else "",
        "convention": "; ".join(law[field_name(key)] for key in item["convention"]),
        "national": bool(found and found["key"] not in item["convention"]),
        "criterion": plain(criterion["name"]) if criterion else "",
        "date": when(item["happened_on"]),
        "position": plain(item["position"]),
        "indicators": [plain(label(indicator)) for indicator in item["risk_indicators"]],
    }


def indicators(findings: list[Data]) -> list[Fields]:
    """Each indicator once, with the numbers of the findings that show it."""
    shown: dict[str, list[int]] = {}
    for number, item in enumerate(findings, start=1):
        for indicator in item["risk_indicators"]:
            shown.setdefault(plain(label(indicator)), []).append(number)
    return [{"name": name, "findings": ", ".join(map(str, numbers))} for name, numbers in shown.items()]


def evidence(data: Data, choice: LetterChoice) -> list[Fields]:
    listed = [open_item(item) for item in data["evidence"] if item["number"] in choice.evidence]
    hidden = [
        {"number": str(number), "text": _("confidential; its source is protected"), "sha256": "", "address": ""}
        for number in choice.hidden
    ]
    return sorted(listed + hidden, key=lambda item: int(item["number"]))


def open_item(item: Data) -> Fields:
    file = item["file"] or {}
    pages = file.get("pages") or 0
    said = [
        label(item["kind"]),
        item["title"],
        when(item["date"]),
        ngettext("%(count)s page", "%(count)s pages", pages) % {"count": pages} if pages else "",
    ]
    return {
        "number": str(item["number"]),
        "text": plain(", ".join(filter(None, said))),
        "sha256": file.get("sha256_of_copy", ""),
        "address": plain(item["url"]),
    }
