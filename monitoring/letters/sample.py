"""Letters to try a template on: one that knows everything and one that knows almost nothing."""

import datetime as dt
from typing import Any

from monitoring.letters.choice import LetterChoice
from monitoring.letters.context import Books, letter_fields

DAY = dt.date(2026, 3, 14)
UID = "00000000-0000-4000-8000-000000000001"
CODED = {"code": "sample", "label": "…"}
NAMED = {"key": "sample", "name": "…"}


def sample_data(*, full: bool) -> dict[str, Any]:
    texts = (
        "title summary initiator place registration_no portal_url legal_ground outcome_text body_text address citation"
    )
    lists = "milestones consultations deadlines findings reply_requests body_replies referral_steps evidence"
    data: dict[str, Any] = dict.fromkeys(texts.split(), "…" if full else "")
    data |= {name: [] for name in lists.split()}
    data |= dict.fromkeys(("body", "region", "district", "kind", "centre"), NAMED if full else None)
    data |= {"reference": "KZ-PAV-2026-0001", "version": 1, "registered_on": None}
    if full:
        data |= sample_lists()
    return data


def sample_lists() -> dict[str, Any]:
    day = DAY.isoformat()
    law = {"key": "A6.2", "text": "…", "name": "…", "unverified": True}
    return {
        "milestones": [{"date": day, "kind": CODED, "description": "…", "source": ""}],
        "deadlines": [
            {
                "rule": {"code": "D20", "name": "…", "unverified": True},
                "law": law,
                "amount": 20,
                "unit": {"code": "working", "label": "…"},
                "started": day,
                "due_on": day,
                "done": day,
                "state": {"code": "late", "label": "…"},
                "days": 3,
            }
        ],
        "findings": [
            {
                "uid": UID,
                "title": "…",
                "description": "…",
                "violation_type": NAMED,
                "law": law,
                "convention": ["A6.2"],
                "criterion": NAMED,
                "happened_on": day,
                "position": "…",
                "risk_indicators": [NAMED],
            }
        ],
        "body_replies": [{"finding": UID, "received_on": day, "position": "…", "text": "…"}],
        "referral_steps": [
            {
                "uid": UID,
                "addressee": "…",
                "kind": CODED,
                "sent_on": day,
                "due_on": day,
                "registration_no": "…",
                "reply": None,
                "questions": [{"text": "…"}],
                "outcomes": [],
            }
        ],
        "evidence": [
            {
                "number": 1,
                "kind": CODED,
                "title": "…",
                "date": day,
                "url": "…",
                "file": {"sha256_of_copy": "0" * 64, "pages": 2},
            }
        ],
    }


def sample_fields(choice: LetterChoice, books: Books, *, full: bool) -> dict[str, Any]:
    return letter_fields(sample_data(full=full), choice, books, "…")
