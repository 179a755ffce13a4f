"""The vocabularies of the records: who decides, where, by which law, checked by what."""

from monitoring.enums import BodyKind, CriterionStage, RegionKind
from monitoring.models import Region
from monitoring.open_data import lists
from search.api import vocabularies
from search.api.parameters import Exact
from search.api.views import DetailView, ListView

ORDER = ("order", "key")


class RegionList(ListView):
    serializer_class = vocabularies.RegionRow
    queryset = Region.objects.all()
    ordering = ORDER
    filters = {"kind": Exact("kind", "Kind of region", tuple(RegionKind.values))}
    shape = staticmethod(lists.region)


class BodyList(ListView):
    serializer_class = vocabularies.BodyRow
    queryset = lists.bodies()
    ordering = ORDER
    filters = {
        "kind": Exact("kind", "Kind of body", tuple(BodyKind.values)),
        "region": Exact("region__key", "Three letters of a region (PAV)"),
        "parent": Exact("parent__key", "Key of the superior body"),
    }
    shape = staticmethod(lists.body)


class CouncilList(ListView):
    serializer_class = vocabularies.CouncilRow
    queryset = lists.councils()
    ordering = ORDER
    filters = {
        "body": Exact("body__key", "Key of the body it advises"),
        "region": Exact("body__region__key", "Three letters of a region (PAV)"),
    }
    shape = staticmethod(lists.council)


class ProvisionList(ListView):
    serializer_class = vocabularies.ProvisionRow
    queryset = lists.provisions()
    ordering = ORDER
    filters = {"act": Exact("act__key", "Key of the act (AARHUS, ENV)")}
    shape = staticmethod(lists.provision)


class CriterionList(ListView):
    serializer_class = vocabularies.CriterionRow
    queryset = lists.criteria()
    ordering = ORDER
    filters = {"stage": Exact("stage", "Stage of the process", tuple(CriterionStage.values))}
    shape = staticmethod(lists.criterion)


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
