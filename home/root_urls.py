"""Addresses without a language prefix: robots.txt, sitemap.xml."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
