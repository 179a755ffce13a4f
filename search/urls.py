from django.urls import path

from search import views
from search.exports import views as exports

app_name = "search"
urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("api/", views.api, name="api"),
    path("cases.csv-metadata.json", exports.description, name="cases_about"),
    path("cases.<slug:name>", exports.export, name="cases_export"),
]
