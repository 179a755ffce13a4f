"""What was already asked and answered, as a letter tells it."""

from typing import Any

from django.utils.translation import gettext as _

from monitoring.letters.marks import plain, to_fill
from monitoring.open_data.shapes import Data
from monitoring.pack.dossier import label, when

Fields = dict[str, Any]


def body_words(data: Data, findings: frozenset[str]) -> list[Fields]:
    """The body's replies to the chosen findings, or that it was asked and is silent."""
    replies = [
        {
            "date": when(item["received_on"]),
            "who": plain(item["position"]),
            "text": plain(item["text"]),
        }
        for item in data["body_replies"]
        if item["finding"] is None or item["finding"] in findings
    ]
    if replies:
        return replies
    return [
        {
            "date": when(item["sent_on"]),
            "who": "",
            "text": _("the body was asked for its reply; no reply was recorded by %(date)s")
            % {"date": when(item["due_on"])},
        }
        for item in data["reply_requests"]
        if findings.intersection(item["findings"]) and item["due_on"]
    ]


def earlier_letter(data: Data, uid: str) -> Fields:
    """The letter this one complains about; what is not known is left to be filled in."""
    step: Data = next((item for item in data["referral_steps"] if item["uid"] == uid), {})
    reply = step.get("reply") or {}
    return {
        "addressee": plain(step.get("addressee")) or to_fill(_("to whom it was sent")),
        "sent_on": when(step.get("sent_on")) or to_fill(_("when it was sent")),
        "registration_no": plain(step.get("registration_no")) or to_fill(_("registration number")),
        "due_on": when(step.get("due_on")) or to_fill(_("last day of the reply")),
        "reply": plain(label(reply.get("result"))),
        "reply_on": when(reply.get("received_on")),
        "questions": [plain(question["text"]) for question in step.get("questions", [])],
    }


def remedies(data: Data) -> list[Fields]:
    """Letters already sent to the authorities at home, earliest first, each with what came of it."""
    return [{"date": when(step["sent_on"]), "text": remedy(step)} for step in data["referral_steps"]]


def remedy(step: Data) -> str:
    number = step["registration_no"] and _("No. %(number)s") % {"number": step["registration_no"]}
    said = [", ".join(filter(None, [label(step["kind"]), step["addressee"], number]))]
    if reply := step["reply"]:
        said.append(
            _("reply of %(date)s: %(result)s") % {"date": when(reply["received_on"]), "result": label(reply["result"])}
        )
        said.append(reply["summary"])
    elif step["due_on"]:
        said.append(_("no reply recorded; it was due on %(date)s") % {"date": when(step["due_on"])})
    else:
        said.append(_("no reply recorded"))
    said += [f"{when(row['on'])}: {label(row['outcome'])} ({row['document']})" for row in step["outcomes"]]
    return plain("; ".join(filter(None, said)))
