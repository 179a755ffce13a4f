"""Addresses without a language prefix."""

from django.urls import path

from search.embeds import views

urlpatterns = [
    path("oembed/", views.oembed, name="oembed"),
]
