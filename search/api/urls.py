from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from search.api import cases, reference, schema
from search.api.describing import documented
from search.api.examples import OF_LISTS, OF_ONES
from search.api.root import example, index, not_found
from search.api.views import DetailView, ListView

LISTS: tuple[tuple[str, type[ListView], str], ...] = (
    ("cases", cases.CaseList, "Published cases"),
    ("consultations", cases.ConsultationList, "Hearings, discussions and sessions of published cases"),
    ("findings", cases.FindingList, "Published signs of a breach"),
    ("referrals", cases.ReferralList, "Letters to authorities, with replies and outcomes"),
    ("councils", reference.CouncilList, "Public councils"),
    ("bodies", reference.BodyList, "Executive bodies"),
    ("regions", reference.RegionList, "Regions"),
    ("provisions", reference.ProvisionList, "Provisions of law"),
    ("criteria", reference.CriterionList, "Criteria of the checklist"),
)
ONES: tuple[tuple[str, type[DetailView], str], ...] = (
    ("cases", cases.CaseOne, "One case with all that is public of it"),
    ("councils", reference.one_of(reference.CouncilList), "One public council"),
    ("bodies", reference.one_of(reference.BodyList), "One executive body"),
    ("regions", reference.one_of(reference.RegionList), "One region"),
    ("provisions", reference.one_of(reference.ProvisionList), "One provision"),
    ("criteria", reference.one_of(reference.CriterionList), "One criterion"),
)

__all__ = ["LISTS", "ONES", "schema", "urlpatterns"]  # the schema registers itself

app_name = "api"
urlpatterns = [
    path("", index, name="index"),
    path("openapi.json", SpectacularJSONAPIView.as_view(), name="openapi"),
    path("example.py", example, name="example"),
    *(
        path(f"{name}/", documented(view, text, f"{name}_list", OF_LISTS[name]).as_view(), name=name)
        for name, view, text in LISTS
    ),
    *(
        path(f"{name}/<str:key>/", documented(view, text, f"{name}_one", OF_ONES[name]).as_view(), name=f"{name}_one")
        for name, view, text in ONES
    ),
    path("<path:rest>", not_found),
]
