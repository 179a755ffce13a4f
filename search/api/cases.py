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
from search.api.counts import FACETS, CountedPages, told
from search.api.details import CaseDetail, Finding, Step
from search.api.parameters import Exact
from search.api.serializers import CaseRow, Consultation
from search.api.views import Data, DetailView, ListView
from search.filters import CASE_FILTERS, Selection
from search.filters.facets import count
from search.finding import CaseIndex
from search.models import CaseRecord
from search.names import Names

# From so many on, a page of them is sooner met in the order of all records than sorted; records are wide.
MANY, MANY_RECORDS = 20_000, 5_000
NEWEST = "newest"
ORDERS = {NEWEST: "published_at", "changed": "updated_at"}
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
        order = query.get("sort", NEWEST)
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
        self.wanted = query.getlist("facet")
        self.counts = count(selection, self.wanted) if self.wanted else None
        return self.ordered(order) if selection.is_narrowed else self.in_order(CaseRecord.objects.public(), order)

    def ordered(self, order: str) -> QuerySet[Any]:
        """Entries of the index, which are narrow, where they know the order; of them only a page of records is read."""
        total = self.counts.total if self.counts else self.selection.count()
        if order == NEWEST:
            return self.in_order(self.selection.entries().only("published_at"), order, few=total < MANY)
        return self.in_order(self.selection.records(), order, few=total < MANY_RECORDS)

    def in_order(self, found: QuerySet[Any], order: str, *, few: bool = False) -> QuerySet[Any]:
        """Few are sorted once they are found: a database that followed the order would look at all records for them."""
        moment = ORDERS[order]
        if few:
            found, moment = found.annotate(moment=Coalesce(moment, moment)), "moment"
        self.ordering = (f"-{moment}", "-pk")  # type: ignore[misc]  # of this request's own instance
        return found

    def besides(self, request: Request) -> Data:
        return told(self.counts, self.selection, self.wanted, self.names) if self.counts else {}

    def shapes(self, rows: list[Any]) -> list[Data]:
        if rows and isinstance(rows[0], CaseIndex):
            # The database has the last word: an entry left over from a case no longer public shows nothing.
            records = CaseRecord.objects.public().order_by().in_bulk([row.pk for row in rows])
            rows = [records[row.pk] for row in rows if row.pk in records]
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
