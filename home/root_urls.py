"""Addresses without a language prefix: robots.txt, sitemap.xml, renditions of images."""

from django.conf import settings
from django.urls import path

from home import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(f"{settings.MEDIA_URL.strip('/')}/images/<str:name>", views.rendition, name="rendition"),
]
