import os

from django.core.wsgi import get_wsgi_application

from config.page_cache import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = KeptPages(get_wsgi_application())
