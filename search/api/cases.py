"""Cases by the filters of the site, and all that belongs to them."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from monitoring.enums import ConsultationForm, ConsultationStatus, ReferralKind
from monitoring.open_data import case_data, lists, public_record
from search import engine
from search.api import shapes
from search.api.counts import FACETS, CountedPages, counted
from search.api.details import CaseDetail, Finding, Step
from search.api.parameters import Exact
from search.api.serializers import CaseRow, Consultation
from search.api.views import Data, DetailView, ListView
from search.filters import CASE_FILTERS, Selection
from search.finding import CaseIndex
from search.models import CaseRecord, CaseRecordQuerySet
from search.names import Names

# From so many on, a page of these wide rows is sooner met in the order of all records than sorted.
MANY = 5_000
ORDERS = {"newest": "published_at", "changed": "updated_at"}
OF_CASE = {
    "case": Exact("case__reference", "Reference of a case"),
    "region": Exact("case__region__key", "Three letters of a region (PAV)"),
    "body": Exact("case__body__key", "Key of an executive body"),
}


class CaseList(ListView):
    """The records that the site would list for the same words and filters."""

    serializer_class = CaseRow
    pagination_class = CountedPages
    queryset = CaseRecord.objects.public()
    single = frozenset({"q", "sort"})
    filters = {
        "q": Exact("", "Words in any form, Russian or Kazakh; an exact phrase in quotation marks"),
        **{
            each.name: Exact("", f"As in the address of the list on the site: {each.title}", each.vocabulary.closed)
            for each in CASE_FILTERS
        },
        "facet": Exact("", "Count the cases by the values of this filter, too", FACETS),
        "sort": Exact("", "newest (by first publication) or changed (by the last)", tuple(ORDERS)),
    }

    def get(self, request: Request) -> Response:
        with engine.looking_up(CaseIndex.objects.db):
            return super().get(request)

    def narrowed(self, request: Request) -> QuerySet[Any]:
        query = request.query_params
        order = query.get("sort", "newest")
        self.filters["sort"].check("sort", order)
        for name in query.getlist("facet"):
            self.filters["facet"].check("facet", name)
        asked = query.copy()
        for own in ("sort", "facet"):
            asked.pop(own, None)
        self.names = Names()
        self.selection = selection = Selection.read(asked, self.names)
        if selection.unknown:
            raise ValidationError(
                {each.filter.name: f"{each.value!r} is not known" for each in selection.unknown if each.filter}
            )
        if selection.is_reversed:
            raise ValidationError({"to": "The period ends before it begins"})
        return self.ordered(selection.records(), ORDERS[order])

    def ordered(self, records: CaseRecordQuerySet, moment: str) -> CaseRecordQuerySet:
        """Few are sorted once they are found: a database that followed the order would look at all records for them."""
        if self.selection.is_narrowed and self.selection.count() < MANY:
            records, moment = records.annotate(moment=Coalesce(moment, moment)), "moment"
        self.ordering = (f"-{moment}", "-case")  # type: ignore[misc]  # of this request's own instance
        return records

    def besides(self, request: Request) -> Data:
        wanted = request.query_params.getlist("facet")
        return counted(self.selection, wanted, self.names) if wanted else {}

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
    queryset = lists.consultations()
    filters = {
        **OF_CASE,
        "form": Exact("form", "Form of participation", tuple(ConsultationForm.values)),
        "status": Exact("status", "Whether it was held", tuple(ConsultationStatus.values)),
    }
    shape = staticmethod(lists.consultation)


class FindingList(ListView):
    serializer_class = Finding
    queryset = lists.findings()
    filters = {
        **OF_CASE,
        "violation": Exact("violation_type__key", "Type of violation (V-NOT)"),
        "criterion": Exact("criterion__key", "Criterion (P02)"),
        "severity": Exact("severity", "From 1 to 5", ("1", "2", "3", "4", "5")),
    }
    shape = staticmethod(lists.finding)


class ReferralList(ListView):
    """Letters that were sent, each with what came back."""

    serializer_class = Step
    queryset = lists.steps()
    filters = {
        **{name: Exact(f"referral__{each.lookup}", each.description) for name, each in OF_CASE.items()},
        "authority": Exact("authority__key", "Kind of addressee (R-ECO)"),
        "kind": Exact("kind", "Kind of letter", tuple(ReferralKind.values)),
    }
    shape = staticmethod(lists.step)
