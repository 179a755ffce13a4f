from django.urls import path

from monitoring.views import bodies, cases, evidence, hearings, precedents, regions

urlpatterns = [
    path("cases/<slug:reference>/", cases.case, name="case"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<slug:key>/", bodies.body, name="body"),
    path("regions/", regions.regions, name="regions"),
    path("regions/<slug:letters>/", regions.region, name="region"),
    path("hearings/", hearings.hearings, name="hearings"),
    path("hearings/<slug:letters>.ics", hearings.calendar, name="hearings_ics"),
    path("precedents/", precedents.precedents, name="precedents"),
    path("evidence/<uuid:uid>/", evidence.copy, name="evidence"),
    path("evidence/<uuid:uid>/preview/", evidence.preview, name="evidence_preview"),
    path("evidence/<uuid:uid>/original/", evidence.original, name="evidence_original"),
]
