"""Addresses without a language prefix: robots.txt, sitemap.xml, renditions of images."""

from django.conf import settings
from django.urls import path

from home import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_section, name="sitemap_section"),
    path(f"{settings.MEDIA_URL.strip('/')}/images/<str:name>", views.rendition, name="rendition"),
]
