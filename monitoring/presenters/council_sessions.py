"""A session of a public council: who was there, what was published when, and what became of its recommendations."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.councils.states import Paper, answered
from monitoring.councils.terms import PUBLICATION, REPLY
from monitoring.enums import DeadlineState, RecommendationResult
from monitoring.presenters.council_reasons import PAPERS
from monitoring.presenters.dates import partial_table_date, partial_text, table_date
from monitoring.presenters.links import case_path, is_web_address
from monitoring.presenters.states import Chip, chip, to_be_verified

if TYPE_CHECKING:
    from monitoring.councils.facts import SessionFacts
    from monitoring.councils.quorum import Quorum
    from monitoring.councils.states import Answered, Publication
    from monitoring.councils.terms import Terms
    from monitoring.models import CouncilSession, Recommendation

STATES = {
    DeadlineState.MET: "met",
    DeadlineState.LATE: "breach",
    DeadlineState.OVERDUE: "breach",
    DeadlineState.DUE: "plain",
}
RESULTS = {
    RecommendationResult.ACCEPTED: "met",
    RecommendationResult.PARTLY: "late",
    RecommendationResult.REJECTED_WITH_REASONS: "plain",
    RecommendationResult.REJECTED_WITHOUT_REASONS: "breach",
}


def session_section(facts: "SessionFacts", terms: "Terms", today: dt.date) -> dict[str, Any]:
    """`facts` of a public session, whose recommendations come with their shown case."""
    session = facts.session
    return {
        "anchor": f"s-{session.uid}",
        "title": session_title(session),
        "url": session.get_absolute_url(),
        "subject": session.title,
        "chips": session_chips(facts),
        "facts": session_facts(facts),
        "papers_caption": papers_caption(terms, today),
        "papers": [paper_row(paper, session) for paper in facts.publications],
        "papers_head": [
            {"label": _("Paper")},
            {"label": _("Published")},
            {"label": _("Last day")},
            {"label": _("In time?")},
        ],
        "agenda": session.agenda,
        "note": session.note,
        "recommendations": [recommendation_pair(item, terms, today) for item in session.recommendations.all()],
    }


def session_title(session: "CouncilSession") -> str:
    day = partial_text(session.held_on) if session.held_on else _("date not known")
    return _("Session: %(date)s") % {"date": day}


def session_chips(facts: "SessionFacts") -> list[Chip]:
    made = [quorum_chip(facts.quorum)]
    if facts.in_term is False:
        made.append(chip("breach", _("outside the term of the council")))
    if facts.session.conflict_of_interest:
        made.append(chip("breach", _("conflict of interest declared or seen")))
    return made


def quorum_chip(quorum: "Quorum") -> Chip:
    if quorum.met is None:
        return chip("unknown", _("whether there was a quorum is not known"))
    return chip("met", _("there was a quorum")) if quorum.met else chip("breach", _("no quorum"))


def session_facts(facts: "SessionFacts") -> list[dict[str, Any]]:
    session, quorum, council = facts.session, facts.quorum, facts.council
    source_url = session.source if is_web_address(session.source) else ""
    conflict = {None: _("not known"), True: _("yes"), False: _("no")}[session.conflict_of_interest]
    return [
        {
            "term": _("Members present"),
            "value": present_text(quorum),
            "note": _("counted from the list of members") if quorum.counted else "",
        },
        {
            "term": _("Needed for a quorum"),
            "value": str(quorum.needed or _("not known")),
            "note": council.quorum_source if quorum.needed else "",
        },
        {"term": _("Conflict of interest"), "value": conflict},
        {"term": _("Source"), "value": session.source, "url": source_url, "wide": True},
    ]


def present_text(quorum: "Quorum") -> str:
    if quorum.present is None:
        return _("not known")
    if quorum.total is None:
        return str(quorum.present)
    return _("%(present)s of %(total)s") % {"present": quorum.present, "total": quorum.total}


def papers_caption(terms: "Terms", today: dt.date) -> str:
    if terms.unverified(PUBLICATION, today):
        return _("What was published when; the term is to be verified by a lawyer")
    return _("What was published when")


def paper_row(publication: "Publication", session: "CouncilSession") -> list[Any]:
    """Paper, when it was published, by when it had to be, in time or not."""
    url = {Paper.AGENDA: session.agenda_url, Paper.PROTOCOL: session.protocol_url}.get(publication.paper, "")
    published, state = publication.published_on, publication.state
    words = {
        DeadlineState.MET: _("in time"),
        DeadlineState.LATE: _("late"),
        DeadlineState.DUE: _("term still runs"),
    }
    return [
        {"text": str(PAPERS[publication.paper]), "url": url},
        partial_table_date(published) if published else _("not recorded"),
        table_date(publication.due_on) if publication.due_on else "—",
        {"state": STATES.get(state, "unknown"), "label": words.get(state, _("cannot be told"))},
    ]


def recommendation_pair(recommendation: "Recommendation", terms: "Terms", today: dt.date) -> dict[str, Any]:
    """The recommendation and what the body made of it, the same size; silence is printed as silence."""
    made = answered(recommendation, today)
    sent_on = recommendation.sent_on
    doubtful = bool(sent_on and recommendation.due_on) and terms.unverified(REPLY, sent_on or today)
    return {
        "finding": {
            "anchor": f"r-{recommendation.uid}",
            "title": recommendation.text,
            "meta": sent_text(recommendation),
            "chips": [state_chip(made), *([to_be_verified()] if doubtful else [])],
            "plain": True,
        },
        "reply": reply_side(made),
        "case": case_link(recommendation),
    }


def sent_text(recommendation: "Recommendation") -> str:
    if not recommendation.sent_on:
        return _("Recommendation, not known to have been sent")
    sent = _("Sent to the body on %(date)s") % {"date": table_date(recommendation.sent_on)}
    if not recommendation.due_on:
        return sent
    return " · ".join([sent, _("reply due by %(date)s") % {"date": table_date(recommendation.due_on)}])


def state_chip(made: "Answered") -> Chip:
    days = {"days": made.days_over}
    words = {
        DeadlineState.MET: _("replied in time"),
        DeadlineState.LATE: ngettext("replied %(days)s day late", "replied %(days)s days late", made.days_over) % days,
        DeadlineState.OVERDUE: ngettext(
            "no reply, %(days)s day overdue", "no reply, %(days)s days overdue", made.days_over
        )
        % days,
        DeadlineState.DUE: _("term still runs"),
    }
    return chip(STATES.get(made.state, "unknown"), words.get(made.state, _("term not computed")))


def reply_side(made: "Answered") -> dict[str, Any]:
    item = made.recommendation
    if not item.replied_on:
        return silence(made)
    result = RecommendationResult(item.result)
    published = item.reply_published_on
    parts = [_("Reply of %(date)s") % {"date": table_date(item.replied_on)}]
    if published:
        parts.append(_("published on %(date)s") % {"date": table_date(published)})
    return {
        "meta": " · ".join(parts),
        "title": str(result.label),
        "text": item.reply_text,
        "url": item.reply_url,
        "url_label": _("Text of the reply") if item.reply_url else "",
    }


def silence(made: "Answered") -> dict[str, Any]:
    due = made.recommendation.due_on
    last = {"date": table_date(due)} if due else {}
    title, text = {
        DeadlineState.OVERDUE: (_("No reply"), _("The last day was %(date)s.")),
        DeadlineState.DUE: (_("No reply yet"), _("The body has until %(date)s to reply.")),
    }.get(made.state, (_("No reply recorded"), ""))
    return {"silent": True, "title": title, "text": text % last if last else ""}


def case_link(recommendation: "Recommendation") -> Mapping[str, str]:
    """Empty where the recommendation concerns no case that is public, or its case was not asked for."""
    reference = getattr(recommendation, "case_reference", None)
    if not reference:
        return {}
    return {
        "label": f"{reference}: {recommendation.case_title}",  # type: ignore[attr-defined]  # annotated
        "url": case_path(reference),
        "lang": recommendation.case_language,  # type: ignore[attr-defined]  # annotated
    }
