from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.views import admin_login, language_root

urlpatterns = [
    path("", language_root, name="root"),
    path("admin/login/", admin_login, name="wagtailadmin_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("search.api.urls")),
    path("", include("monitoring.root_urls")),
    path("", include("search.root_urls")),
    path("", include("home.root_urls")),
]

urlpatterns += i18n_patterns(
    path("account/", include("allauth.urls")),
    path("", include("monitoring.urls")),
    path("", include("search.urls")),
    path("", include("notify.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

if settings.DEBUG:
    from config.styleguide import styleguide

    urlpatterns.insert(0, path("styleguide/", styleguide, name="styleguide"))
