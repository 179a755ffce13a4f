"""Chains of the desk, by what they wait for."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from monitoring.admin.exports import SafeExport
from monitoring.models import Authority, Outcome, Referral, ReferralStep
from monitoring.presenters.dates import table_date

OVERDUE, AWAITED, DRAFTED, ANSWERED, CLOSED = "overdue", "awaited", "drafted", "answered", "closed"
STATES = [
    (OVERDUE, _("No reply by the legal date")),
    (AWAITED, _("Reply awaited")),
    (DRAFTED, _("A letter is not sent yet")),
    (ANSWERED, _("Everything answered")),
    (CLOSED, _("Closed")),
]


def of_chain(steps: QuerySet[ReferralStep]) -> QuerySet[ReferralStep]:
    return steps.filter(referral=OuterRef("pk"))


def desk_chains(user: Any) -> QuerySet[Referral]:
    """With what a line tells: how many letters and to whom the last went, and when the next reply is due."""
    sent = ReferralStep.objects.filter(sent_on__isnull=False).order_by("-sent_on", "-pk")
    awaited = of_chain(ReferralStep.objects.awaiting_reply())
    return (
        Referral.objects.manageable_by(user)
        .select_related("case__region")
        .prefetch_related(Prefetch("steps", sent.select_related("authority", "addressee"), to_attr="sent"))
        .annotate(
            letters=Count("steps", filter=Q(steps__sent_on__isnull=False), distinct=True),
            last_sent=Max("steps__sent_on"),
            next_due=Subquery(awaited.order_by().values("referral").annotate(day=Min("due_on")).values("day")),
            outcomes=Count("steps__outcomes", distinct=True),
        )
    )


class ChainFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        method="filter_state", choices=STATES, label=_("State"), widget=forms.RadioSelect
    )
    authority = django_filters.ModelChoiceFilter(
        queryset=Authority.objects.all(), method="filter_authority", label=_("Kind of addressee")
    )
    outcome = django_filters.ModelChoiceFilter(
        queryset=Outcome.objects.all(), method="filter_outcome", label=_("Outcome")
    )

    class Meta:
        model = Referral
        fields: list[str] = []

    def filter_state(self, chains: QuerySet[Referral], name: str, value: str) -> QuerySet[Referral]:
        awaited = of_chain(ReferralStep.objects.awaiting_reply())
        unsent = of_chain(ReferralStep.objects.filter(sent_on__isnull=True))
        if value == OVERDUE:
            return chains.filter(Exists(of_chain(ReferralStep.objects.overdue(timezone.localdate()))))
        if value == AWAITED:
            return chains.filter(Exists(awaited))
        if value == DRAFTED:
            return chains.filter(Exists(unsent))
        if value == ANSWERED:
            return chains.filter(~Exists(awaited), ~Exists(unsent), closed_on__isnull=True)
        return chains.filter(closed_on__isnull=False)

    def filter_authority(self, chains: QuerySet[Referral], name: str, value: Authority) -> QuerySet[Referral]:
        return chains.filter(Exists(of_chain(ReferralStep.objects.filter(authority=value))))

    def filter_outcome(self, chains: QuerySet[Referral], name: str, value: Outcome) -> QuerySet[Referral]:
        return chains.filter(Exists(of_chain(ReferralStep.objects.filter(outcomes__outcome=value))))


def due_text(chain: Any) -> str:
    if chain.next_due is None:
        return ""
    passed = chain.next_due < timezone.localdate()
    date = table_date(chain.next_due)
    return str(_("no reply by %(date)s") % {"date": date}) if passed else date


def last_addressee(chain: Any) -> str:
    return chain.sent[0].addressee_name if chain.sent else "—"


def opened(chain: Referral) -> str:
    return table_date(chain.opened_on)


def chain_address(chain: Referral) -> str:
    return reverse("monitoring_referrals:chain", args=[chain.pk])


class ChainListView(SafeExport, ReportView):
    page_title = _("Referrals")
    header_icon = "mail"
    model = Referral
    index_url_name = "monitoring_referrals:list"
    index_results_url_name = "monitoring_referrals:list_results"
    filterset_class = ChainFilterSet
    default_ordering = ["-opened_on", "-pk"]
    paginate_by = 50
    columns = [
        TitleColumn(
            "case",
            label=_("Case"),
            accessor=lambda chain: f"{chain.case.reference} {chain.purpose or chain.case.title}",
            get_url=chain_address,
        ),
        Column("region", label=_("Region"), accessor=lambda chain: chain.case.region or ""),
        Column("authority", label=_("Last letter to"), accessor=last_addressee),
        Column("letters", label=_("Letters"), accessor="letters"),
        Column("due", label=_("Reply due"), accessor=due_text, sort_key="next_due"),
        Column("outcomes", label=_("Outcomes"), accessor="outcomes"),
        Column(
            "opened_on", label=_("Opened"), accessor=lambda chain: table_date(chain.opened_on), sort_key="opened_on"
        ),
    ]
    list_export = [
        "case.reference",
        "case.title",
        "purpose",
        "letters",
        "last_sent",
        "next_due",
        "outcomes",
        "opened_on",
        "closed_on",
    ]
    export_headings = {
        "case.reference": _("Reference"),
        "case.title": _("Case"),
        "purpose": _("What is asked for"),
        "letters": _("Letters"),
        "last_sent": _("Last letter sent"),
        "next_due": _("Reply due"),
        "outcomes": _("Outcomes"),
        "opened_on": _("Opened"),
        "closed_on": _("Closed"),
    }
    export_filename = "referrals"

    def get_base_queryset(self) -> QuerySet[Referral]:
        return desk_chains(self.request.user)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}
