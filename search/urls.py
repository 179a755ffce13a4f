from django.urls import path

from search import feeds, views
from search.embeds import views as embeds
from search.everywhere import views as everywhere
from search.exports import views as exports

app_name = "search"
urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases.atom", feeds.cases, name="feed"),
    path("cases/<slug:reference>.atom", feeds.case, name="case_feed"),
    path("search/", everywhere.everything, name="everything"),
    path("search/suggest/", everywhere.suggest, name="suggest"),
    path("embed/cases/", embeds.cases, name="cases_embed"),
    path("api/", views.api, name="api"),
    path("cases.csv-metadata.json", exports.description, name="cases_about"),
    path("cases.<slug:name>", exports.export, name="cases_export"),
]
