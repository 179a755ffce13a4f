"""The lists of the desk: a queryset found by an index, how one of its rows reads, and where all of it stands."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from monitoring.admin.listing import OUTDATED, DeskStatus, for_desk, in_review
from monitoring.admin.refusals import NAMESPACE
from monitoring.admin.replies.pages import request_url
from monitoring.admin.reports.deadlines import DeadlineReport
from monitoring.admin.reports.letters import OVERDUE, THIS_WEEK, LetterReport, awaited, due_this_week
from monitoring.admin.reports.untouched import UntouchedReport, waiting_long
from monitoring.enums import DeadlineState
from monitoring.models import (
    BodyReply,
    Case,
    CaseDeadline,
    Recommendation,
    ReferralStep,
    ReplyRequest,
    Suggestion,
)
from monitoring.presenters.dates import table_date

SHOWN = 5
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeskList:
    """`rows` are ordered, what asks for attention first; two queries, whatever it holds."""

    title: str
    url: str
    empty: str
    rows: QuerySet[Any]
    row: Callable[[Any], Row]

    def shown(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "url": self.url,
            "empty": self.empty,
            "count": self.rows.count(),
            "rows": [self.row(each) for each in self.rows[:SHOWN]],
        }


def address(name: str, **filters: str) -> str:
    return f"{reverse(name)}?{urlencode(filters)}" if filters else reverse(name)


def case_address(case: int, action: str = "edit") -> str:
    return reverse(f"{NAMESPACE}:{action}", args=[case])


def waiting(user: Any, today: dt.date) -> DeskList:
    return DeskList(
        _("Awaiting my review"),
        address(f"{NAMESPACE}:list", desk_status=DeskStatus.WAITING, ordering="waits_since"),
        _("Nothing waits. What volunteers send will stand here, the oldest first."),
        cases(user, pk__in=in_review(WorkflowState.STATUS_IN_PROGRESS)),
        to_review,
    )


def returned(user: Any, today: dt.date) -> DeskList:
    return DeskList(
        _("Returned to volunteers"),
        address(f"{NAMESPACE}:list", desk_status=DeskStatus.RETURNED, ordering="waits_since"),
        _("Nothing is out for correction."),
        cases(user, pk__in=in_review(WorkflowState.STATUS_NEEDS_CHANGES)),
        to_review,
    )


def outdated(user: Any, today: dt.date) -> DeskList:
    return DeskList(
        _("Drafts begun from an outdated version"),
        address(f"{NAMESPACE}:list", draft="outdated"),
        _("No draft is behind its public version."),
        cases(user, has_unpublished_changes=True).filter(OUTDATED),
        to_edit,
    )


def unread_replies(user: Any, today: dt.date) -> DeskList:
    rows = BodyReply.objects.manageable_by(user).waiting().select_related("request__case", "request__body")
    return DeskList(
        _("Replies of bodies to be read"),
        address("monitoring_replies", state="waiting"),
        _("No reply waits to be read and shown."),
        rows.order_by("received_at", "pk"),
        lambda reply: linked(
            reply.request.case, request_url(reply.request), reply.request.body_name, table_date(reply.received_at)
        ),
    )


def overdue_letters(user: Any, today: dt.date) -> DeskList:
    return DeskList(
        _("No reply by the legal date"),
        address(LetterReport.url_name(), due=OVERDUE),
        _("No letter is without a reply after its date."),
        awaited(user).filter(due_on__lt=today).order_by("-due_on", "-pk"),
        letter_row,
    )


def letters_this_week(user: Any, today: dt.date) -> DeskList:
    return DeskList(
        _("Replies due this week"),
        address(LetterReport.url_name(), due=THIS_WEEK),
        _("No reply is due within seven days."),
        due_this_week(awaited(user)).order_by("due_on", "pk"),
        letter_row,
    )


def awaiting_body(user: Any, today: dt.date) -> DeskList:
    rows = ReplyRequest.objects.manageable_by(user).awaiting(today).select_related("case", "body")
    return DeskList(
        _("Findings awaiting the body's reply"),
        address("monitoring_replies", state="awaited"),
        _("No body is asked for a reply now."),
        rows.order_by("due_on", "pk"),
        lambda asked: linked(asked.case, request_url(asked), asked.body_name, until(asked.due_on)),
    )


def passed(user: Any, today: dt.date) -> DeskList:
    own = Case.objects.manageable_by(user).public().values("pk")
    rows = CaseDeadline.objects.filter(state=DeadlineState.OVERDUE, case__in=own).select_related("case", "rule")
    return DeskList(
        _("Legal dates passed without the act"),
        address(DeadlineReport.url_name(), state=DeadlineState.OVERDUE),
        _("No legal date has passed in your cases."),
        rows.order_by("-due_on", "-pk"),
        lambda term: linked(term.case, case_address(term.case_id), str(term.rule), until(term.due_on)),
    )


def recommendations(user: Any, today: dt.date) -> DeskList:
    rows = Recommendation.objects.manageable_by(user).overdue(today).with_council()
    return DeskList(
        _("Recommendations of councils without a reply"),
        reverse("wagtailsnippets_monitoring_councilsession:list"),
        _("Every recommendation whose date has passed was answered."),
        rows.order_by("-due_on", "-pk"),
        lambda asked: {
            "label": str(asked),
            "url": reverse("wagtailsnippets_monitoring_councilsession:edit", args=[asked.session_id]),
            "note": f"{asked.session.council} · {until(asked.due_on)}",
        },
    )


def suggestions(user: Any, today: dt.date) -> DeskList:
    rows = Suggestion.objects.manageable_by(user).open().select_related("case")
    return DeskList(
        _("Suggested findings"),
        address(f"{NAMESPACE}:list", signs="open"),
        _("Nothing that the checks point at waits for a decision."),
        rows.order_by("-computed_at", "-pk"),
        lambda sign: linked(
            sign.case, case_address(sign.case_id, "suggestions"), sign.code, table_date(sign.computed_at)
        ),
    )


def untouched(user: Any, today: dt.date) -> DeskList:
    return DeskList(
        str(UntouchedReport.page_title),
        address(UntouchedReport.url_name()),
        _("Every record in work was touched within a month."),
        waiting_long(user).order_by("waits_since", "pk"),
        to_edit,
    )


LISTS: tuple[Callable[[Any, dt.date], DeskList], ...] = (
    waiting,
    returned,
    outdated,
    unread_replies,
    overdue_letters,
    letters_this_week,
    awaiting_body,
    passed,
    recommendations,
    suggestions,
    untouched,
)


def cases(user: Any, **narrow: Any) -> QuerySet[Case]:
    """Narrowed first, so that what the desk needs to know of a case is asked of few."""
    found = for_desk(Case.objects.manageable_by(user).filter(**narrow))
    return found.select_related("region").order_by("waits_since", "pk")


def to_review(case: Any) -> Row:
    return linked(case, case_address(case.pk, "review"), str(case.region or ""), timesince(case.waits_since))


def to_edit(case: Any) -> Row:
    return linked(case, case_address(case.pk), str(case.region or ""), timesince(case.waits_since))


def letter_row(step: ReferralStep) -> Row:
    case = step.referral.case
    return linked(case, case_address(case.pk), step.addressee_name, until(step.due_on))


def linked(case: Case, url: str, *notes: str) -> Row:
    return {"label": str(case), "url": url, "note": " · ".join(filter(None, notes))}


def until(date: dt.date | None) -> str:
    return _("by %(date)s") % {"date": table_date(date)} if date else ""
