"""Cases by the filters of the site, and all that belongs to them."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from monitoring.enums import ConsultationForm, ConsultationStatus, ReferralKind
from monitoring.models import Consultation as ConsultationModel
from monitoring.models import Finding as FindingModel
from monitoring.models import ReferralOutcome, ReferralStep
from monitoring.open_data import case_data, public_record
from search.api import shapes
from search.api.details import CaseDetail, Finding, Step
from search.api.parameters import Exact
from search.api.serializers import CaseRow, Consultation
from search.api.views import Data, DetailView, ListView
from search.filters import CASE_FILTERS, Selection
from search.models import CaseRecord
from search.names import Names

ORDERS = {"newest": ("-published_at", "-case"), "changed": ("-updated_at", "-case")}
OF_CASE = {
    "case": Exact("case__reference", "Reference of a case"),
    "region": Exact("case__region__key", "Three letters of a region (PAV)"),
    "body": Exact("case__body__key", "Key of an executive body"),
}


class CaseList(ListView):
    """The records that the site would list for the same words and filters."""

    serializer_class = CaseRow
    queryset = CaseRecord.objects.public()
    filters = {
        "q": Exact("", "Words in any form, Russian or Kazakh; an exact phrase in quotation marks"),
        **{each.name: Exact("", f"As in the address of the list on the site: {each.title}") for each in CASE_FILTERS},
        "sort": Exact("", "newest (by first publication) or changed (by the last)", tuple(ORDERS)),
    }

    def narrowed(self, request: Request) -> QuerySet[Any]:
        query = request.query_params
        order = query.get("sort", "newest")
        self.filters["sort"].check("sort", order)
        self.ordering = ORDERS[order]  # type: ignore[misc]  # of this request's own instance
        asked = query.copy()
        asked.pop("sort", None)
        selection = Selection.read(asked, Names())
        if selection.unknown:
            raise ValidationError(
                {each.filter.name: f"{each.value!r} is not known" for each in selection.unknown if each.filter}
            )
        return selection.records()

    def shapes(self, rows: list[Any]) -> list[Data]:
        return shapes.case_rows(rows)


class CaseOne(DetailView):
    serializer_class = CaseDetail
    queryset = CaseRecord.objects.public()

    def one(self, key: str) -> Data:
        record = public_record(key)
        if record is None:
            raise Http404
        return case_data(record)


class ConsultationList(ListView):
    serializer_class = Consultation
    queryset = (
        ConsultationModel.objects.public().select_related("case", "council").prefetch_related("notices").order_by()
    )
    filters = {
        **OF_CASE,
        "form": Exact("form", "Form of participation", tuple(ConsultationForm.values)),
        "status": Exact("status", "Whether it was held", tuple(ConsultationStatus.values)),
    }
    shape = staticmethod(shapes.consultation)


class FindingList(ListView):
    serializer_class = Finding
    queryset = (
        FindingModel.objects.public()
        .select_related("case", "criterion", "provision__act", "violation_type", "official")
        .prefetch_related("statuses", "risk_indicators")
        .order_by()
    )
    filters = {
        **OF_CASE,
        "violation": Exact("violation_type__key", "Type of violation (V-NOT)"),
        "criterion": Exact("criterion__key", "Criterion (P02)"),
        "severity": Exact("severity", "From 1 to 5", ("1", "2", "3", "4", "5")),
    }
    shape = staticmethod(shapes.finding)


class ReferralList(ListView):
    """Letters that were sent, each with what came back."""

    serializer_class = Step
    queryset = (
        ReferralStep.objects.public()
        .select_related("referral__case", "authority", "addressee", "reply")
        .prefetch_related(
            "events",
            "questions",
            "referral__referred__finding__statuses",
            Prefetch("outcomes", ReferralOutcome.objects.public().select_related("outcome", "body", "official")),
        )
        .order_by()
    )
    filters = {
        **{name: Exact(f"referral__{each.lookup}", each.description) for name, each in OF_CASE.items()},
        "authority": Exact("authority__key", "Kind of addressee (R-ECO)"),
        "kind": Exact("kind", "Kind of letter", tuple(ReferralKind.values)),
    }
    shape = staticmethod(shapes.step)
