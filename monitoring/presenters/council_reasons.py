"""Why a criterion of public councils is answered as it is, in the reader's language."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from monitoring.councils.reasons import Reason, ReasonKind
from monitoring.councils.states import Paper
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import partial_text

PAPERS: dict[Paper, str | Promise] = {
    Paper.AGENDA: gettext_lazy("Agenda"),
    Paper.PROTOCOL: gettext_lazy("Protocol"),
    Paper.RECOMMENDATIONS: gettext_lazy("Recommendations"),
    Paper.REPLY: gettext_lazy("Reply of the body"),
}
UNDATED = pgettext_lazy("session", "without a date")
DATES = frozenset(
    ["day", "council", "decided", "sent", "due", "replied", "published", "after", "until", "start", "end", "since"]
)


def reason_text(reason: Reason) -> str:
    """A whole sentence."""
    values = {name: _shown(name, value) for name, value in reason.values.items()}
    return SENTENCES[reason.kind]() % values


def _shown(name: str, value: Any) -> Any:
    if name in DATES:
        return partial_text(PartialDate(value)) if value else UNDATED
    return PAPERS[Paper(value)] if name == "paper" else value


SENTENCES: dict[ReasonKind, Callable[[], str]] = {
    ReasonKind.NO_SESSION: lambda: _("No session of a public council on this is recorded."),
    ReasonKind.BEFORE_DECISION: lambda: _("The council met on %(council)s, before the decision of %(decided)s."),
    ReasonKind.AFTER_DECISION: lambda: _("The council met only on %(council)s; the decision is of %(decided)s."),
    ReasonKind.NO_DECISION_YET: lambda: _("The council met on %(council)s; no decision is recorded yet."),
    ReasonKind.ORDER_UNCERTAIN: lambda: _(
        "Whether the council met before the decision of %(decided)s cannot be told: the dates are not known exactly."
    ),
    ReasonKind.QUORUM_MET: lambda: _(
        "Session of %(day)s: %(present)s of %(total)s members were present, %(needed)s are needed (%(source)s)."
    ),
    ReasonKind.QUORUM_MISSED: lambda: _(
        "Session of %(day)s: only %(present)s of %(total)s members were present, %(needed)s are needed (%(source)s)."
    ),
    ReasonKind.QUORUM_UNKNOWN: lambda: _(
        "Session of %(day)s: who was present, how many members there are or what quorum the council has is not known."
    ),
    ReasonKind.QUORUM_SEEN: lambda: _("Session of %(day)s: by what was seen there was a quorum; it was not counted."),
    ReasonKind.QUORUM_NOT_SEEN: lambda: _("Session of %(day)s: by what was seen there was no quorum."),
    ReasonKind.CONFLICT: lambda: _("Session of %(day)s: a conflict of interest was declared or seen."),
    ReasonKind.NO_CONFLICT: lambda: _("Session of %(day)s: no conflict of interest was declared or seen."),
    ReasonKind.CONFLICT_UNKNOWN: lambda: _(
        "Session of %(day)s: whether there was a conflict of interest is not known."
    ),
    ReasonKind.NO_RECOMMENDATION: lambda: _("No recommendation of a public council on this is recorded."),
    ReasonKind.NOT_SENT: lambda: _("A recommendation is not known to have been sent to the body."),
    ReasonKind.REPLY_IN_TIME: lambda: _("Recommendation of %(sent)s: replied on %(replied)s, due by %(due)s."),
    ReasonKind.REPLY_LATE: lambda: _(
        "Recommendation of %(sent)s: replied on %(replied)s, %(days)s days after the last day, %(due)s."
    ),
    ReasonKind.REPLY_OVERDUE: lambda: _("Recommendation of %(sent)s: no reply by %(due)s, %(days)s days over."),
    ReasonKind.REPLY_AWAITED: lambda: _("Recommendation of %(sent)s: the reply is due by %(due)s."),
    ReasonKind.REPLY_UNREASONED: lambda: _("Recommendation of %(sent)s: rejected on %(replied)s without reasons."),
    ReasonKind.PUBLISHED_IN_TIME: lambda: _("%(paper)s: published on %(published)s, in time."),
    ReasonKind.PUBLISHED_LATE: lambda: _("%(paper)s: published on %(published)s, after the last day, %(due)s."),
    ReasonKind.PUBLICATION_AWAITED: lambda: _("%(paper)s: to be published by %(due)s."),
    ReasonKind.PUBLICATION_UNKNOWN: lambda: _("%(paper)s: when it was published is not recorded."),
    ReasonKind.TERM_RUNNING: lambda: _("The term of the council ran on %(day)s; it ends on %(end)s."),
    ReasonKind.TERM_ENDED: lambda: _("On %(day)s the council was outside its term, from %(start)s to %(end)s."),
    ReasonKind.TERM_UNKNOWN: lambda: _("The term of the council is not recorded."),
    ReasonKind.GAP: lambda: _("No session from %(after)s to %(until)s; one was due by %(due)s."),
    ReasonKind.REGULAR: lambda: _("Since %(since)s the council met as often as it must."),
    ReasonKind.SESSIONS_INCOMPLETE: lambda: _(
        "Whether the council met as often as it must is not known: not all its sessions are recorded."
    ),
}
