"""The dossier of a case as rows to print, made of the same data as the files beside it."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.open_data.shapes import Data
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import partial_text

Rows = list[dict[str, Any]]
UNDATED = "9999"


def when(iso: str | None) -> str:
    return partial_text(PartialDate(iso)) if iso else ""


def label(coded: Data | None) -> str:
    return (coded or {}).get("label") or (coded or {}).get("name") or ""


def facts(data: Data) -> list[tuple[str, str]]:
    """Facts with nothing known are left out."""
    place = ", ".join(filter(None, [label(data["region"]), label(data["district"]), data["place"]]))
    found = [
        (_("Who decides"), label(data["body"]) or data["body_text"]),
        (_("Where"), place or _("The whole country")),
        (_("Initiator"), data["initiator"]),
        (_("Kind of decision"), label(data["kind"])),
        (_("Stage"), label(data["stage"])),
        (_("Sector"), label(data["sector"])),
        (_("Convention"), label(data["article"])),
        (_("registration number on the portal"), data["registration_no"]),
        (_("Official page"), data["portal_url"]),
        (_("Legal ground as published"), data["legal_ground"]),
        (_("Aarhus centre"), label(data["centre"])),
    ]
    return [(capfirst(str(term)), value) for term, value in found if value]


def timeline(data: Data) -> Rows:
    """Earliest first; what has no date comes last."""
    rows = [
        {"iso": item["date"], "title": label(item["kind"]), "text": item["description"], "note": item["source"]}
        for item in data["milestones"]
    ]
    for item in data["consultations"]:
        rows += consultation_days(item)
    for step in data["referral_steps"]:
        rows.append({"iso": step["sent_on"], "title": label(step["kind"]), "text": step["addressee"]})
        if reply := step["reply"]:
            rows.append({"iso": reply["received_on"], "title": _("Reply received"), "text": label(reply["result"])})
    rows.sort(key=lambda row: row["iso"] or UNDATED)
    return [{**row, "date": when(row["iso"]) or _("date not known")} for row in rows]


def consultation_days(item: Data) -> Rows:
    form = item["form_text"] or label(item["form"])
    days = [
        (item["held_on"], form, item["venue"]),
        (item["period_from"], _("Beginning of discussion"), form),
        (item["period_to"], _("Last day of discussion"), form),
        (item["protocol_signed_on"], _("Protocol signed"), ""),
        (item["protocol_published_on"], _("Protocol published"), ""),
    ]
    rows = [{"iso": iso, "title": title, "text": text} for iso, title, text in days if iso]
    announced = [
        {
            "iso": notice["date"],
            "title": _("Announced: %(channel)s") % {"channel": label(notice["channel"])},
            "text": notice["detail"],
        }
        for notice in item["notices"]
    ]
    return [*announced, *rows]


def consultation_facts(item: Data) -> list[tuple[str, Any]]:
    yes_no = {True: _("yes"), False: _("no"), None: ""}
    found = [
        (_("status"), label(item["status"])),
        (_("people present"), item["attendance"]),
        (_("comments received"), item["comments_received"]),
        (_("comments accepted"), item["comments_accepted"]),
        (_("comments rejected"), item["comments_rejected"]),
        (_("comments without answer"), item["comments_unanswered"]),
        (_("there was a quorum"), yes_no[item["quorum"]]),
        (_("can be joined on-line"), yes_no[item["online"]]),
        (_("protocol"), item["protocol_url"]),
        (_("recording"), item["recording_url"]),
        (_("what was seen"), item["note"]),
    ]
    return [(capfirst(str(term)), value) for term, value in found if value not in ("", None)]


def deadlines(data: Data) -> Rows:
    return [
        {
            **item,
            "started": when(item["started"]),
            "due_on": when(item["due_on"]),
            "done": when(item["done"]),
            "state": label(item["state"]),
        }
        for item in data["deadlines"]
    ]


def findings(data: Data) -> Rows:
    """Each with the body's own words, and with its silence where the time passed without any."""
    return [
        {
            **item,
            "severity": label(item["severity"]),
            "replies": [
                {**reply, "received_on": when(reply["received_on"])}
                for reply in data["body_replies"]
                if reply["finding"] in (None, item["uid"])
            ],
            "asked": [
                {"sent_on": when(asked["sent_on"]), "due_on": when(asked["due_on"])}
                for asked in data["reply_requests"]
                if item["uid"] in asked["findings"]
            ],
        }
        for item in data["findings"]
    ]


def steps(data: Data) -> Rows:
    return [
        {
            **item,
            "sent_on": when(item["sent_on"]),
            "due_on": when(item["due_on"]),
            "reply_on": when(item["reply"]["received_on"]) if item["reply"] else "",
            "outcomes": [{**row, "on": when(row["on"])} for row in item["outcomes"]],
        }
        for item in data["referral_steps"]
    ]


def versions(data: Data) -> Rows:
    return [{**item, "on": when(item["on"])} for item in data["versions"]]


def not_published(count: int) -> str:
    return ngettext(
        "%(count)s more item of evidence is not published, to protect its source.",
        "%(count)s more items of evidence are not published, to protect their sources.",
        count,
    ) % {"count": count}
