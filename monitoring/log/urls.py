from django.urls import URLPattern, path

from monitoring.log.views.bodies import log_bodies
from monitoring.log.views.files import log_file, log_file_remove
from monitoring.log.views.home import log_home
from monitoring.log.views.save import log_save
from monitoring.log.views.send import log_send
from monitoring.log.views.steps import log_entry, log_step

urlpatterns: list[URLPattern] = [
    path("", log_home, name="log_home"),
    path("bodies/", log_bodies, name="log_bodies"),
    path("<uuid:uid>/", log_entry, name="log"),
    path("<uuid:uid>/save/", log_save, name="log_save"),
    path("<uuid:uid>/send/", log_send, name="log_send"),
    path("<uuid:uid>/file/<uuid:receipt>/", log_file, name="log_file"),
    path("<uuid:uid>/file/<uuid:receipt>/remove/", log_file_remove, name="log_file_remove"),
    path("<uuid:uid>/<slug:step>/", log_step, name="log_step"),
]
