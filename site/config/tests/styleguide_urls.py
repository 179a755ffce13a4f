from django.urls import path

from config.styleguide import styleguide
from config.urls import urlpatterns as site_urls

urlpatterns = [path("styleguide/", styleguide, name="styleguide"), *site_urls]
