import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.page_cache import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = KeptPages(get_wsgi_application())
# All views take a second and 60 MB to import: not while the first reader of each process waits.
import_module(settings.ROOT_URLCONF)
