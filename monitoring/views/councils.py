import datetime as dt
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.councils.facts import session_facts
from monitoring.councils.regularity import long_gaps
from monitoring.councils.terms import NEXT_SESSION, PUBLICATION, REPLY, Terms, current_terms
from monitoring.enums import ConsultationStatus
from monitoring.models import Consultation, Council, CouncilMember, CouncilSession, Recommendation
from monitoring.presenters import councils as shown
from monitoring.presenters.council_sessions import session_section, session_title
from monitoring.presenters.hearings import hearing_card
from monitoring.views.http import public_page

SESSIONS_ON_A_PAGE = 8
CASES_ON_A_PAGE = 12
NOT_HELD = frozenset(
    {
        ConsultationStatus.PLANNED,
        ConsultationStatus.CANCELLED,
        ConsultationStatus.POSTPONED,
        ConsultationStatus.FAILED,
    }
)


@public_page
def councils(request: HttpRequest) -> HttpResponse:
    """Public councils by region: who they advise, when they last met, what became of their recommendations."""
    today = timezone.localdate()
    replies = reply_counts(today)
    groups = shown.council_groups(
        Council.objects.select_related("body__region"), members_counted(today), last_sessions(today), replies
    )
    context = {
        "page_title": _("Public councils"),
        "page_description": _("Public councils at executive bodies, their sessions and the replies they were given."),
        "crumbs": [(_("Executive bodies"), reverse("monitoring:bodies"))],
        "head": shown.council_head(),
        "groups": groups,
        "figures": shown.reply_figures(
            {name: sum(row[name] for row in replies.values()) for name in ("sent", "answered", "overdue")}
        ),
    }
    return render(request, "monitoring/councils.html", context)


def reply_counts(today: dt.date) -> dict[int, dict[str, Any]]:
    """By council: `sent`, `answered`, `overdue` of its public recommendations."""
    counted = (
        Recommendation.objects.public()
        .sent()
        .order_by()
        .values("session__council")
        .annotate(
            sent=Count("pk"),
            answered=Count("pk", filter=Q(replied_on__isnull=False)),
            overdue=Count("pk", filter=Q(replied_on__isnull=True, due_on__lt=today)),
        )
    )
    return {row["session__council"]: {**row} for row in counted}


def members_counted(today: dt.date) -> dict[int, int]:
    begun = Q(started_on__isnull=True) | Q(started_on__lte=today)
    sitting = CouncilMember.objects.filter(begun).exclude(ended_on__lt=today)
    return dict(sitting.order_by().values_list("council").annotate(Count("pk")))


def last_sessions(today: dt.date) -> dict[int, str]:
    """By council the last day on which it is known to have met, in ISO 8601 and as precise as known."""
    day = today.isoformat()
    held = CouncilSession.objects.public().filter(held_on__lte=day).order_by().values_list("council")
    seen = Consultation.objects.public().filter(council__isnull=False, held_on__lte=day).exclude(status__in=NOT_HELD)
    found: dict[int, str] = {}
    for rows in (held, seen.order_by().values_list("council")):
        for council, last in rows.annotate(Max("held_on")):
            found[council] = max(found.get(council, ""), str(last))
    return found


@public_page
def council(request: HttpRequest, key: str) -> HttpResponse:
    """One council: composition, sessions against the law's terms, recommendations with replies, cases put before it."""
    today = timezone.localdate()
    found: Council = get_object_or_404(Council.objects.select_related("body__region"), key=key)
    members = list(found.members.all())
    sessions = CouncilSession.objects.public().filter(council=found)
    seen = Consultation.objects.public().filter(council=found).with_case().latest_first()
    page = Paginator(sessions.with_record(), SESSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    cases = Paginator(seen, CASES_ON_A_PAGE).get_page(request.GET.get("cases"))
    terms = current_terms()
    held = [day for day in sessions.order_by().values_list("held_on", flat=True) if day]
    context = {
        "council": found,
        "page_title": str(found),
        "page_description": _("Members, sessions and recommendations: %(name)s") % {"name": found},
        "canonical_url": found.get_absolute_url(),
        "crumbs": crumbs(),
        "facts": shown.facts(found, members, today),
        "figures": shown.reply_figures(reply_counts(today).get(found.pk, {}), found.key),
        "sectors": shown.sector_rows(members, today),
        "members": shown.member_table(members),
        "gaps": shown.gap_rows(
            long_gaps(held, found.sessions_known_from, terms, today) or (),
            unverified=terms.unverified(NEXT_SESSION, today),
        ),
        "page_obj": page,
        "sessions": [session_section(session_facts(session, terms, today), terms, today) for session in page],
        "rules": rules(terms, today),
        "cases_page": cases,
        "cards": [hearing_card(item, today) for item in cases],
    }
    return render(request, "monitoring/council.html", context)


@public_page
def session(request: HttpRequest, key: str, uid: uuid.UUID) -> HttpResponse:
    """One session with its recommendations, at an address that can be cited."""
    today = timezone.localdate()
    found: CouncilSession = get_object_or_404(
        CouncilSession.objects.public().filter(council__key=key).with_record(), uid=uid
    )
    terms = current_terms()
    made = found.council
    context = {
        "council": made,
        "page_title": f"{made}: {session_title(found)}",
        "page_description": found.title or str(made),
        "crumbs": [*crumbs(), (str(made), made.get_absolute_url())],
        "session": session_section(session_facts(found, terms, today), terms, today),
        "rules": rules(terms, today),
    }
    return render(request, "monitoring/council_session.html", context)


def crumbs() -> list[tuple[str, str]]:
    return [
        (_("Executive bodies"), reverse("monitoring:bodies")),
        (_("Public councils"), reverse("monitoring:councils")),
    ]


def rules(terms: Terms, today: dt.date) -> list[dict[str, Any]]:
    return shown.rule_rows(filter(None, (terms.rule(code, today) for code in (REPLY, PUBLICATION, NEXT_SESSION))))
