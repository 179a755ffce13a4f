"""Addresses without a language prefix: files that are the same in every language."""

from django.urls import path

from monitoring.views import open_data

urlpatterns = [
    path("data/<str:day>/<str:name>", open_data.file, name="data_file"),
]
