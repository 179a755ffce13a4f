"""Changes in words: only what anyone may read at this moment, in the words of the page of the case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from monitoring.enums import ReplyResult
from monitoring.models import BodyReply, Case, CaseVersion, Finding, ReferralOutcome, ReferralStep, StepEvent
from monitoring.presenters.case import foreign, shortened
from monitoring.presenters.dates import long_date
from monitoring.presenters.referrals import event_row, outcome_row, reply_of, sent_row, standing
from search.changes.models import RecordChange
from search.changes.sources import SOURCES, add_findings
from search.enums import CHANGES_OF_LETTERS, CHANGES_OF_VERSIONS, ChangeKind


@dataclass(frozen=True, slots=True)
class Told:
    """`title` is in the language of the reader; `texts` are the record's own words, in `language` (empty: the same)."""

    change: RecordChange
    case: Case
    title: str
    texts: tuple[str, ...]
    anchor: str = ""

    @property
    def language(self) -> str:
        return foreign(self.case.language)

    @property
    def date(self) -> str:
        return long_date(self.change.at)

    @property
    def path(self) -> str:
        return f"{self.case.get_absolute_url()}{self.anchor}"


def tell(changes: Iterable[RecordChange]) -> list[Told]:
    """In the order given; what is no longer public, or was struck out since, is left out. Eight queries at most."""
    wanted = list(changes)
    cases = Case.objects.public().in_bulk({change.case_id for change in wanted})
    versions = _versions(wanted)
    events = _events(wanted)
    replies = _replies(wanted)
    findings = _findings(wanted)
    found = []
    for change in wanted:
        case = cases.get(change.case_id)
        if case is None:
            continue
        if change.kind in CHANGES_OF_VERSIONS and (version := versions.get(change.source)):
            found.append(_version(change, case, version, findings))
        elif change.kind in CHANGES_OF_LETTERS and (pair := events.get(change.source)):
            found.append(_letter(change, case, *pair))
        elif change.kind == ChangeKind.BODY_REPLY and (reply := replies.get(change.source)):
            who = ", ".join(filter(None, [reply.position, str(reply.request.body or "")]))
            title = _("Reply of the body: %(who)s") % {"who": who}
            found.append(Told(change, case, title, (), "#findings"))
    return found


def _version(change: RecordChange, case: Case, version: CaseVersion, findings: Mapping[str, Finding]) -> Told:
    signs = [findings[uid] for uid in change.findings if uid in findings]
    title = _("New record")
    if change.kind == ChangeKind.UPDATED:
        title = _("New version %(number)s") % {"number": version.number}
    if signs:
        title = _("%(title)s, with signs of a breach") % {"title": title}
    notes = [version.note, *(sign.title for sign in signs)]
    return Told(change, case, title, tuple(filter(None, notes)), f"#f-{signs[0].uid}" if signs else "")


def _letter(change: RecordChange, case: Case, step: ReferralStep, event: StepEvent) -> Told:
    title, text = _words(change.kind, step, event)
    return Told(change, case, title, (shortened(text),) if text else (), f"#r-{step.referral.uid}")


def _words(kind: str, step: ReferralStep, event: StepEvent) -> tuple[str, str]:
    reply = reply_of(step)
    if kind == ChangeKind.SENT and step.sent_on:
        return _row(sent_row(step, step.sent_on, ""))
    if kind == ChangeKind.REPLIED and reply:
        result = {"addressee": step.addressee_name, "result": ReplyResult(reply.result).label}
        return _("Reply: %(addressee)s. %(result)s") % result, reply.summary
    if kind == ChangeKind.OVERDUE:
        when = {"date": long_date(event.on), "addressee": step.addressee_name}
        return _("No reply by %(date)s: %(addressee)s") % when, ""
    if kind == ChangeKind.OUTCOME and (outcome := _outcome(step, event)):
        return _row(outcome_row(outcome, ""))
    if row := event_row(event, step, ""):
        return _row(row)
    return f"{ChangeKind(kind).label}: {step.addressee_name}", ""


def _row(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["title"], row["text"]


def _outcome(step: ReferralStep, event: StepEvent) -> ReferralOutcome | None:
    """The event names the outcome by its words; the outcome may have been corrected since."""
    return next((each for each in step.outcomes.all() if each.on == event.on), None)


def _versions(changes: Sequence[RecordChange]) -> dict[int, CaseVersion]:
    keys = _keys(changes, CHANGES_OF_VERSIONS)
    return CaseVersion.objects.public().in_bulk(keys) if keys else {}


def _events(changes: Sequence[RecordChange]) -> dict[int, tuple[ReferralStep, StepEvent]]:
    """Events that stand, with their letters."""
    keys = set(_keys(changes, CHANGES_OF_LETTERS))
    if not keys:
        return {}
    steps = (
        ReferralStep.objects.public()
        .filter(events__in=keys)
        .distinct()
        .select_related("referral", "authority", "addressee", "reply")
        .prefetch_related("events__document__file", "questions", "outcomes__outcome", "outcomes__body")
    )
    return {event.pk: (step, event) for step in steps for event in standing(step) if event.pk in keys}


def _replies(changes: Sequence[RecordChange]) -> dict[int, BodyReply]:
    keys = _keys(changes, (ChangeKind.BODY_REPLY,))
    return BodyReply.objects.public().select_related("request__body").in_bulk(keys) if keys else {}


def _findings(changes: Sequence[RecordChange]) -> dict[str, Finding]:
    uids = [UUID(uid) for change in changes for uid in change.findings]
    found = Finding.objects.public().filter(uid__in=uids).only("uid", "title", "case") if uids else []
    return {str(finding.uid): finding for finding in found}


def _keys(changes: Iterable[RecordChange], kinds: Sequence[ChangeKind]) -> list[int]:
    return [change.source for change in changes if change.kind in kinds]


def history(case: Case, limit: int) -> list[Told]:
    """The last public changes of one case, the latest first, noted in the journal or not."""
    found = sorted(
        chain.from_iterable(source(case=case.pk) for source in SOURCES), key=lambda change: change.at, reverse=True
    )[:limit]
    add_findings(found)
    return tell(found)
