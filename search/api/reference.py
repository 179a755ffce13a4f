"""The vocabularies of the records: who decides, where, by which law, checked by what."""

from monitoring.enums import BodyKind, CriterionStage, RegionKind
from monitoring.models import Council, Criterion, ExecutiveBody, Provision, Region
from search.api import shapes, vocabularies
from search.api.parameters import Exact
from search.api.views import DetailView, ListView

ORDER = ("order", "key")


class RegionList(ListView):
    serializer_class = vocabularies.RegionRow
    queryset = Region.objects.all()
    ordering = ORDER
    filters = {"kind": Exact("kind", "Kind of region", tuple(RegionKind.values))}
    shape = staticmethod(shapes.region)


class BodyList(ListView):
    """Without those that were merged into another as duplicates."""

    serializer_class = vocabularies.BodyRow
    queryset = ExecutiveBody.objects.current().select_related("region", "parent")
    ordering = ORDER
    filters = {
        "kind": Exact("kind", "Kind of body", tuple(BodyKind.values)),
        "region": Exact("region__key", "Three letters of a region (PAV)"),
        "parent": Exact("parent__key", "Key of the superior body"),
    }
    shape = staticmethod(shapes.body)


class CouncilList(ListView):
    serializer_class = vocabularies.CouncilRow
    queryset = Council.objects.select_related("body")
    ordering = ORDER
    filters = {
        "body": Exact("body__key", "Key of the body it advises"),
        "region": Exact("body__region__key", "Three letters of a region (PAV)"),
    }
    shape = staticmethod(shapes.council)


class ProvisionList(ListView):
    serializer_class = vocabularies.ProvisionRow
    queryset = Provision.objects.select_related("act")
    ordering = ORDER
    filters = {"act": Exact("act__key", "Key of the act (AARHUS, ENV)")}
    shape = staticmethod(shapes.provision)


class CriterionList(ListView):
    serializer_class = vocabularies.CriterionRow
    queryset = Criterion.objects.prefetch_related("provisions")
    ordering = ORDER
    filters = {"stage": Exact("stage", "Stage of the process", tuple(CriterionStage.values))}
    shape = staticmethod(shapes.criterion)


def one_of(listed: type[ListView]) -> type[DetailView]:
    """The view of one record by its key."""
    name = listed.__name__.replace("List", "One")
    return type(
        name,
        (DetailView,),
        {
            "serializer_class": listed.serializer_class,
            "queryset": listed.queryset,
            "lookup_field": "key",
            "shape": staticmethod(listed.shape),
            "__doc__": listed.__doc__,
        },
    )
