from django.urls import include, path

from monitoring import public_urls

app_name = "monitoring"
urlpatterns = [
    path("log/", include("monitoring.log.urls")),
    *public_urls.urlpatterns,
]
